"""Emails: mails to and from leads and contacts. A record of one never sends it."""

from frontdesk.crm.definitions.definition import Contact, Definition, Entry, Title
from frontdesk.crm.fields import Choice, Email, LongText, Option, Relation, Text, Time, options

EMAILS = Definition(
    name="emails",
    label="Email",
    label_plural="Emails",
    icon="mail",
    description="Mails that were written, sent and received.",
    title=Title(("subject",)),
    synonyms=("email", "mail", "mails"),
    list_columns=("subject", "direction", "status", "to_email", "lead_id", "contact_id", "sent_at"),
    fields=(
        Text(name="subject", required=True, searchable=True, max_length=500, synonyms=("title",)),
        LongText(name="body", searchable=True, max_length=100_000, synonyms=("text", "content")),
        Choice(
            name="direction",
            required=True,
            choices=(
                Option("sent", synonyms=("send", "outgoing")),
                Option("received", synonyms=("incoming", "got")),
            ),
        ),
        Choice(
            name="status",
            choices=options(
                "draft", "queued", "sent", "failed", "received",
                draft="gray", queued="blue", sent="green", failed="red", received="teal",
            ),
            synonyms=("state",),
        ),
        Email(name="from_email", label="From", indexed=True, synonyms=("sender",)),
        Email(name="to_email", label="To", searchable=True, indexed=True, synonyms=("recipient",)),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        Choice(
            name="template",
            choices=options(
                "introduction", "follow_up", "proposal", "re_engagement", "meeting_confirmation", "meeting_reminder",
                "objection_handling",
            ),
        ),
        Text(name="message_id", label="Message id", indexed=True, max_length=998),
        Time(name="sent_at", label="Sent", indexed=True),
        Text(name="error", max_length=2_000),
    ),
    contact=Contact("sent_at", "status", ("sent", "received")),
    entry=Entry("email", "sent_at", "body"),
    outward=("queued", "sent", "failed"),
)  # fmt: skip
