"""Facts of an object that sentences lean on without saying them: its amount, its time, what counts as open."""

from frontdesk.assistant.language.conditions import Where, condition
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Date, Field, Text, Time
from frontdesk.crm.fields.numbers import Money, Number

# Texts that name whose a record is, beside its owner (decisions: "My").
OWNER_TEXTS = ("lead_owner", "assignee")


def amount_of(definition: Definition) -> Field | None:
    """The one amount of money of an object, or the one of its board; None where it is not clear which."""
    if definition.board and definition.board.value:
        return definition.get(definition.board.value)
    found = [one for one in definition.all_fields if isinstance(one, Money)]
    return found[0] if len(found) == 1 else None


def measure_of(definition: Definition) -> Field | None:
    """What "largest" means where no field is named: the amount, else the one number that there is."""
    numbers = [one for one in definition.fields if isinstance(one, Number)]
    return amount_of(definition) or (numbers[0] if len(numbers) == 1 else None)


def happened_field(definition: Definition) -> Field:
    """The time at which a record of this object happens; where it does not happen, the time when it was created."""
    if definition.entry:
        return definition.by_path[definition.entry.at]
    days = [one for one in definition.fields if isinstance(one, Date) and one.name != definition.due]
    return days[0] if days else definition.by_path["created_at"]


def due_field(definition: Definition) -> Field | None:
    return definition.get(definition.due) if definition.due else None


def time_field(definition: Definition, *, ahead: bool) -> Field:
    """What a day without a field means: what is due where the day lies ahead, else when it happened."""
    due = due_field(definition)
    return due if ahead and due is not None else happened_field(definition)


def open_where(definition: Definition) -> Where | None:
    """What "open" means: in no final state of its board."""
    if definition.board is None or not definition.board.final:
        return None
    return condition(definition.board.field, "not_in", list(definition.board.final))


def closed_where(definition: Definition) -> Where | None:
    if definition.board is None or not definition.board.final:
        return None
    return condition(definition.board.field, "in", list(definition.board.final))


def owner_texts(definition: Definition) -> list[Text]:
    return [one for one in definition.fields if isinstance(one, Text) and one.name in OWNER_TEXTS]


def times_of(definition: Definition) -> list[Field]:
    return [one for one in definition.all_fields if isinstance(one, (Date, Time))]
