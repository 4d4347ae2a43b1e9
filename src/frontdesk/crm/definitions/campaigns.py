"""Campaigns: what the company does to be known."""

from frontdesk.crm.definitions.definition import Board, Definition, Title
from frontdesk.crm.fields import Choice, Date, LongText, Money, Text, also_called, options

CAMPAIGNS = Definition(
    name="campaigns",
    label="Campaign",
    label_plural="Campaigns",
    icon="speakerphone",
    description="What you do to be known, and what it costs.",
    title=Title(("name",)),
    synonyms=("campaign", "promotion"),
    list_columns=("name", "channel", "status", "budget", "start_date", "end_date"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        Choice(name="channel", choices=options("email", "social", "search", "event", "referral", "sms", "other")),
        Choice(
            name="status",
            default="draft",
            choices=also_called(
                options(
                    "draft",
                    "active",
                    "paused",
                    "completed",
                    draft="gray",
                    active="green",
                    paused="yellow",
                    completed="blue",
                ),
                completed=("done", "finished", "complete"),
                paused=("on hold", "stopped", "halted"),
                active=("live", "running"),
            ),
            synonyms=("state",),
        ),
        Money(name="budget", indexed=True, synonyms=("cost", "spend", "costing", "costs")),
        Date(
            name="start_date",
            label="Starts",
            indexed=True,
            synonyms=(
                "start",
                "starts",
                "begin",
                "begins",
                "launch",
                "launched",
                "launching",
                "kicked off",
                "kicking off",
                "kick off",
            ),
        ),
        Date(
            name="end_date",
            label="Ends",
            indexed=True,
            synonyms=("end", "ends", "finish", "finishes", "wrap up", "wraps up", "wrapping up"),
        ),
        LongText(name="description", searchable=True),
    ),
    board=Board("status", "budget", ("completed",)),
)
