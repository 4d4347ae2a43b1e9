"""Records in words: their names in a list, and one told in full."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.assistant.spoken import listed, one_line
from frontdesk.assistant.told.values import currency_field, field_words, label_words
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field
from frontdesk.crm.habits import Habits
from frontdesk.crm.query.value import Query

MOST_NAMED = 5
MOST_TOLD = 16
TITLE_LETTERS = 60

# What says no more than an empty value would.
_NOTHING = {"boolean": ("no",), "choice": ("None",)}

Record = Mapping[str, Any]


def title_words(record: Record) -> str:
    """What the record is called, or its number; it was read with its labels."""
    return one_line(str(record["labels"].get("id") or ""), TITLE_LETTERS) or f"#{record['id']}"


def paths_in_lists(query: Query) -> set[str]:
    """The fields of a record that `list_words` needs: what it is called, and what the list is sorted by."""
    currency = currency_field(query.definition)
    sorts = {sort.field.path for sort in query.sort}
    return {*query.definition.title.fields, *sorts, *([currency.path] if currency else [])}


def list_words(query: Query, records: Sequence[Record], total: int, habits: Habits) -> str:
    """`Guna, Asha and 9 more`; with what they are sorted by: `Guna ($5,000), Asha ($4,000) and 9 more`."""
    sort = query.sort[0].field if len(query.sort) == 1 else None
    beside = None if sort is None or sort.path in query.definition.title.fields else sort
    named = [_named(query.definition, record, beside, habits) for record in records[:MOST_NAMED]]
    more = total - len(named)
    return listed([*named, f"{more:,} more"] if more > 0 else named)


def _named(definition: Definition, record: Record, beside: Field | None, habits: Habits) -> str:
    words = field_words(definition, record, beside, habits) if beside else None
    return f"{title_words(record)} ({words})" if words else title_words(record)


def number_of(definition: Definition, number: int, *, about: bool = False) -> str:
    """`3 leads`, `No leads`, `About 12,300 leads`."""
    label = definition.label if number == 1 else definition.label_plural
    return f"{'About ' if about else ''}{'No' if number == 0 else f'{number:,}'} {label.lower()}"


def full_words(definition: Definition, record: Record, habits: Habits) -> str:
    """`Guna Sekar (lead 12): email guna@example.com, status New …`, of the fields that are not empty."""
    parts = []
    for field in (*definition.stored_fields, *definition.own_by_name.values()):
        words = None if field.path in definition.title.fields else field_words(definition, record, field, habits)
        if words is not None and words not in _NOTHING.get(field.kind, ()):
            parts.append(f"{label_words(field)} {words}")
    shown = ", ".join(parts[:MOST_TOLD]) or "nothing else is known"
    trash = ", in the trash" if record.get("deleted_at") else ""
    return f"{title_words(record)} ({definition.label.lower()} {record['id']}{trash}): {shown}."
