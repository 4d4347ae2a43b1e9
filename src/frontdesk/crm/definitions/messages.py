"""Messages: short ones to and from leads and contacts, by SMS, WhatsApp or chat."""

from frontdesk.crm.definitions.definition import Contact, Definition, Entry, Title
from frontdesk.crm.fields import Choice, LongText, Option, Relation, Time

MESSAGES = Definition(
    name="messages",
    label="Message",
    label_plural="Messages",
    icon="message",
    description="Short messages by SMS, WhatsApp or chat.",
    title=Title(("body",), first_words=True),
    synonyms=("message", "msg"),
    list_columns=("body", "channel", "direction", "lead_id", "contact_id", "sent_at"),
    fields=(
        Choice(
            name="channel",
            required=True,
            choices=(Option("sms", synonyms=("text",)), Option("whatsapp"), Option("chat"), Option("other")),
        ),
        Choice(
            name="direction",
            required=True,
            choices=(Option("sent", synonyms=("send", "outgoing")), Option("received", synonyms=("incoming", "got"))),
        ),
        LongText(name="body", required=True, searchable=True, synonyms=("text", "content")),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        Time(name="sent_at", label="When", indexed=True, now_at_first=True, synonyms=("sent", "on")),
    ),
    contact=Contact("sent_at"),
    entry=Entry("message", "sent_at", "body"),
)
