"""Calls: telephone calls with leads and contacts."""

from frontdesk.crm.definitions.definition import Contact, Definition, Entry, Title
from frontdesk.crm.fields import Choice, Integer, LongText, Option, Relation, Time, options

CALLS = Definition(
    name="calls",
    label="Call",
    label_plural="Calls",
    icon="phone",
    description="Telephone calls, and how they went.",
    title=Title(("direction", "started_at"), noun="call"),
    synonyms=("call", "phone call", "phone calls"),
    list_columns=("direction", "outcome", "lead_id", "contact_id", "duration_seconds", "started_at", "owner_id"),
    fields=(
        Choice(name="direction", required=True, choices=options("inbound", "outbound")),
        Choice(
            name="outcome",
            choices=(
                Option("answered", "green", ("picked up", "spoke")),
                Option("no_answer", "yellow", ("unanswered", "not answered", "missed")),
                Option("busy", "orange"),
                Option("voicemail", "blue", ("left a message",)),
                Option("wrong_number", "red"),
            ),
            synonyms=("result",),
        ),
        Integer(
            name="duration_seconds", label="Duration (seconds)", minimum=0, maximum=864_000, synonyms=("duration",)
        ),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        LongText(name="notes", searchable=True),
        Time(name="started_at", label="When", indexed=True, now_at_first=True, synonyms=("started", "on")),
    ),
    contact=Contact("started_at"),
    entry=Entry("call", "started_at", "notes"),
)
