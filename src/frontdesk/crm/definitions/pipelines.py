"""Pipelines: the ways that deals go, from the first talk to the end."""

from frontdesk.crm.definitions.deals import DEAL_STATUSES
from frontdesk.crm.definitions.definition import Definition, Title
from frontdesk.crm.fields import LongText, Several, Text

PIPELINES = Definition(
    name="pipelines",
    label="Pipeline",
    label_plural="Pipelines",
    icon="route",
    description="The ways that deals go, each with its stages.",
    title=Title(("name",)),
    synonyms=("pipeline", "funnel"),
    list_columns=("name", "description", "stages"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        LongText(name="description"),
        Several(
            name="stages",
            choices=DEAL_STATUSES,
            default=tuple(option.value for option in DEAL_STATUSES),
            help="The deal statuses that this pipeline uses, in their order",
        ),
    ),
    kept_apart=("deals",),
)
