"""Activities: what happened with someone, of any kind."""

from frontdesk.crm.definitions.definition import Definition, Entry, Title
from frontdesk.crm.fields import Choice, LongText, Relation, Text, Time, options

ACTIVITIES = Definition(
    name="activities",
    label="Activity",
    label_plural="Activities",
    icon="activity",
    description="What happened with a lead, a contact or a deal.",
    title=Title(("subject",)),
    synonyms=("activity", "event", "events"),
    path_aliases=("activity",),
    list_columns=("subject", "activity_type", "lead_id", "contact_id", "deal_id", "occurred_at", "owner_id"),
    fields=(
        Choice(
            name="activity_type",
            label="Type",
            required=True,
            choices=options("call", "email", "meeting", "note", "task", "status_change", "other"),
            synonyms=("type", "kind"),
        ),
        Text(name="subject", required=True, searchable=True, synonyms=("title",)),
        LongText(name="description", searchable=True),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        Relation(name="deal_id", object="deals", synonyms=("deal",)),
        Time(name="occurred_at", label="When", indexed=True, now_at_first=True, synonyms=("happened", "on")),
    ),
    entry=Entry("activity", "occurred_at", "description"),
)
