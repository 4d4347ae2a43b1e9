"""Meetings: with leads and contacts, past and ahead."""

from frontdesk.crm.definitions.definition import Contact, Definition, Entry, Title
from frontdesk.crm.fields import Choice, Integer, LongText, Relation, Text, Time, also_called, options

MEETINGS = Definition(
    name="meetings",
    label="Meeting",
    label_plural="Meetings",
    icon="calendar",
    description="Meetings, past and ahead.",
    title=Title(("title",)),
    synonyms=("meeting", "appointment", "appointments", "visit"),
    list_columns=("title", "status", "scheduled_at", "duration_minutes", "location", "lead_id", "contact_id"),
    fields=(
        Text(name="title", required=True, searchable=True, indexed=True, synonyms=("name", "subject")),
        Choice(
            name="status",
            default="scheduled",
            choices=also_called(
                options(
                    "scheduled", "completed", "cancelled", "no_show",
                    scheduled="blue", completed="green", cancelled="gray", no_show="red",
                ),
                completed=("done", "finished"),
                cancelled=("canceled", "called off"),
                no_show=(
                    "no shows", "nobody showed up", "no one showed up", "nobody came", "no one came",
                    "nobody turned up", "no one turned up", "did not turn up",
                    "did not show up", "didn't show up", "never showed up",
                ),
            ),
            synonyms=("state",),
        ),
        Time(name="scheduled_at", label="When", required=True, indexed=True, synonyms=("on", "at", "scheduled")),
        Integer(name="duration_minutes", label="Duration (minutes)", minimum=0, maximum=14_400, synonyms=("duration",)),
        Text(name="location", searchable=True, synonyms=("place", "where")),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        LongText(name="notes", searchable=True),
    ),
    due="scheduled_at",
    contact=Contact("scheduled_at", "status", ("scheduled", "completed")),
    entry=Entry("meeting", "scheduled_at", "notes"),
)  # fmt: skip
