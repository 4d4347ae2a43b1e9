"""Deals: business that may be won."""

from frontdesk.crm.definitions.definition import Board, Definition, InStep, Title
from frontdesk.crm.fields import Choice, Currency, Date, LongText, Money, Relation, Text, Time, options

DEAL_STATUSES = options(
    "lead", "qualified", "proposal", "negotiation", "won", "lost",
    lead="gray", qualified="blue", proposal="cyan", negotiation="yellow", won="green", lost="red",
)  # fmt: skip

DEALS = Definition(
    name="deals",
    label="Deal",
    label_plural="Deals",
    icon="briefcase",
    description="Business that may be won, on its way through a pipeline.",
    title=Title(("title",)),
    synonyms=("deal", "opportunity", "opportunities", "sale"),
    list_columns=("title", "status", "value", "contact_id", "lead_id", "expected_close", "owner_id"),
    fields=(
        Text(name="title", required=True, searchable=True, indexed=True, synonyms=("name",)),
        LongText(name="description", searchable=True),
        Money(name="value", indexed=True, synonyms=("worth", "amount", "size", "revenue")),
        Currency(name="currency"),
        Choice(name="status", default="lead", choices=DEAL_STATUSES, synonyms=("stage", "state")),
        Relation(name="pipeline_id", object="pipelines", required=True, synonyms=("pipeline",)),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Date(
            name="expected_close",
            indexed=True,
            synonyms=("close date", "closing", "close", "expected to close", "due to close"),
        ),
        Time(name="closed_at", label="Closed", indexed=True),
    ),
    board=Board("status", "value", ("won", "lost")),
    due="expected_close",
    in_step=InStep("status", ("won", "lost"), at="closed_at"),
    has_timeline=True,
)
