"""Calls: telephone calls with leads and contacts."""

from frontdesk.crm.definitions.definition import Contact, Definition, Entry, Title
from frontdesk.crm.fields import Choice, Integer, LongText, Option, Relation, Time

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
        Choice(
            name="direction",
            required=True,
            choices=(Option("inbound", synonyms=("incoming",)), Option("outbound", synonyms=("outgoing",))),
        ),
        Choice(
            name="outcome",
            choices=(
                Option(
                    "answered",
                    "green",
                    (
                        "picked up",
                        "somebody picked up",
                        "someone picked up",
                        "somebody picks up",
                        "someone picks up",
                        "spoke",
                        "reached",
                        "we talked",
                        "talked",
                        "connected",
                    ),
                ),
                Option(
                    "no_answer",
                    "yellow",
                    (
                        "unanswered",
                        "not answered",
                        "missed",
                        "nobody picked up",
                        "did not pick up",
                        "didn't pick up",
                        "didn't answer",
                        "did not answer",
                        "no reply",
                        "no response",
                        "not reachable",
                        "unreachable",
                        "nobody answered",
                        "no one answered",
                        "not answering",
                        "rang out",
                        "no pickup",
                    ),
                ),
                Option("busy", "orange", ("engaged", "line was busy", "line busy", "was busy", "line is busy")),
                Option(
                    "voicemail",
                    "blue",
                    (
                        "left a message",
                        "left a voicemail",
                        "left voicemail",
                        "went to voicemail",
                        "left him a voicemail",
                        "left her a voicemail",
                        "on voicemail",
                        "answering machine",
                        "mailbox",
                    ),
                ),
                Option(
                    "wrong_number",
                    "red",
                    ("number was wrong", "number turned out to be wrong", "not his number", "not her number"),
                ),
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
