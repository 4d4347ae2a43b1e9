"""Notes: what someone wrote down about a lead, a contact or a deal."""

from frontdesk.crm.definitions.definition import Definition, Entry, Title
from frontdesk.crm.fields import LongText, Relation, Text

NOTES = Definition(
    name="notes",
    label="Note",
    label_plural="Notes",
    icon="note",
    description="What someone wrote down.",
    title=Title(("content",), first_words=True),
    synonyms=("note", "remark", "comment"),
    list_columns=("content", "lead_id", "contact_id", "deal_id", "author", "created_at"),
    fields=(
        LongText(name="content", required=True, searchable=True, synonyms=("text", "body")),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        Relation(name="deal_id", object="deals", synonyms=("deal",)),
        Text(name="author", synonyms=("written by", "by")),
    ),
    entry=Entry("note", "created_at", "content"),
)
