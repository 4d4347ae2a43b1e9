"""Records in words: their names in a list, and one told in full."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.assistant.spoken import listed, one_line
from frontdesk.assistant.told.values import field_words, label_words
from frontdesk.crm.definitions import Definition
from frontdesk.crm.habits import Habits

MOST_NAMED = 5
MOST_TOLD = 16
TITLE_LETTERS = 60

Record = Mapping[str, Any]


def title_words(record: Record) -> str:
    """What the record is called, or its number; it was read with its labels."""
    return one_line(str(record["labels"].get("id") or ""), TITLE_LETTERS) or f"#{record['id']}"


def names_words(records: Sequence[Record], total: int) -> str:
    """`Guna, Asha and 9 more`."""
    named = [title_words(record) for record in records[:MOST_NAMED]]
    more = total - len(named)
    return listed([*named, f"{more:,} more"] if more > 0 else named)


def number_of(definition: Definition, number: int, *, about: bool = False) -> str:
    """`3 leads`, `No leads`, `About 12,300 leads`."""
    label = definition.label if number == 1 else definition.label_plural
    return f"{'About ' if about else ''}{'No' if number == 0 else f'{number:,}'} {label.lower()}"


def full_words(definition: Definition, record: Record, habits: Habits) -> str:
    """`Guna Sekar (lead 12): email guna@example.com, status New …`, of the fields that are not empty."""
    parts = []
    for field in (*definition.stored_fields, *definition.own_by_name.values()):
        words = None if field.path in definition.title.fields else field_words(definition, record, field, habits)
        if words is not None and not (field.kind == "boolean" and words == "no"):
            parts.append(f"{label_words(field)} {words}")
    shown = ", ".join(parts[:MOST_TOLD]) or "nothing else is known"
    trash = ", in the trash" if record.get("deleted_at") else ""
    return f"{title_words(record)} ({definition.label.lower()} {record['id']}{trash}): {shown}."
