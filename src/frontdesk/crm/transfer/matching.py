"""Matching: which column of a file is for which field, by its name and by what stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from rapidfuzz.distance import OSA

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field
from frontdesk.crm.scope import Scope
from frontdesk.crm.transfer.column_content import date_order, fitting, telling
from frontdesk.crm.transfer.header_words import names_of, plain_header

LEAST_SCORE = 0.5
# Rows whose cells are compared with what fields take.
MOST_LOOKED_AT = 50
# Letters of names in which slips of typing are allowed for.
SHORTEST, SHORT, LONG = 4, 6, 10
# The field's own name is believed whatever stands in the column; any other unless most cells cannot be what it says.
_CERTAIN = 0.96
_LEAST_FITTING = 0.4
_SAMPLES = 3
_SAMPLE_CHARACTERS = 100


@dataclass(frozen=True)
class Column:
    """A column of a file, with the field that it seems to be for. `score`: how surely, 0 to 1."""

    header: str
    index: int
    field: str | None
    score: float
    samples: list[str]


def importable(definition: Definition) -> list[Field]:
    """The fields that a file can give: all that callers write, and the id, which only finds records."""
    return [field for field in definition.all_fields if not field.read_only or field.path == "id"]


def matched(scope: Scope, definition: Definition, header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns with their fields. No two have the same one, but parts of a name that stand apart in the file."""
    some = rows[:MOST_LOOKED_AT]
    cells = [[row[index] for row in some if index < len(row)] for index in range(len(header))]
    taken: dict[int, tuple[str, float]] = {}
    used: set[str] = set()
    for score, index, path in sorted(_scored(scope, definition, header, cells), key=itemgetter(0), reverse=True):
        if index not in taken and path not in used:
            taken[index] = (path, score)
            used.add(path)
    _match_parts_of_name(definition, header, taken)
    return [_column(name, index, taken.get(index), cells[index]) for index, name in enumerate(header)]


def likely_date_order(definition: Definition, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str | None:
    """The order of the days in the columns of dates; None where they leave it open."""
    days = [
        row[column.index]
        for column in columns
        if column.field is not None and definition.by_path[column.field].has_periods
        for row in rows
        if column.index < len(row)
    ]
    return date_order(days)


def _scored(
    scope: Scope, definition: Definition, header: Sequence[str], cells: Sequence[Sequence[str]]
) -> Iterator[tuple[float, int, str]]:
    """(score, column, field) of all pairs that may be matched."""
    plain = [plain_header(name) for name in header]
    for field in importable(definition):
        names = names_of(field, definition, scope.catalogue)
        for index, name in enumerate(plain):
            score = _score(field, names, name, cells[index], scope)
            if score >= LEAST_SCORE:
                yield round(score, 2), index, field.path


def _score(field: Field, names: dict[str, float], header: str, cells: Sequence[str], scope: Scope) -> float:
    by_name = names.get(header) or _nearly(names, header)
    if by_name >= _CERTAIN:
        return by_name
    if by_name:
        fits = fitting(field, cells, scope.habits)
        return by_name if fits > _LEAST_FITTING else by_name * 0.4
    if field.own or field.kind == "user":
        return 0
    return telling(field, cells, scope.habits)


def _nearly(names: dict[str, float], header: str) -> float:
    """How surely it is one of the names with a typing error in it: `Nmae`, `Emial`, `Compnay name`."""
    return max((0.75 * sure for name, sure in names.items() if _is_slip(header, name)), default=0)


def _is_slip(header: str, name: str) -> bool:
    """One letter is wrong, or two of a long name; of a short one two letters changed places: `date` is no `rate`."""
    length = len(name)
    if length < SHORTEST or abs(len(header) - length) > 2:
        return False
    slips = OSA.distance(header, name, score_cutoff=2)
    if length < SHORT:
        return slips == 1 and sorted(header) == sorted(name)
    return slips <= (1 if length < LONG else 2)


def _match_parts_of_name(definition: Definition, header: Sequence[str], taken: dict[int, tuple[str, float]]) -> None:
    """First and last name in columns of their own go together into the one name of an object that has but one."""
    if "name" not in definition.by_path or any(path == "name" for path, _ in taken.values()):
        return
    parts = {index: _PARTS.get(plain_header(name)) for index, name in enumerate(header) if index not in taken}
    if {"first", "last"} <= set(parts.values()):
        taken.update({index: ("name", 0.9) for index, part in parts.items() if part is not None})


_PARTS = {
    "first name": "first", "given name": "first", "fname": "first", "forename": "first", "vorname": "first",
    "middle name": "middle",
    "last name": "last", "surname": "last", "family name": "last", "lname": "last", "nachname": "last",
}  # fmt: skip


def _column(header: str, index: int, found: tuple[str, float] | None, cells: Sequence[str]) -> Column:
    samples = [cell.strip()[:_SAMPLE_CHARACTERS] for cell in cells if cell.strip()][:_SAMPLES]
    path, score = found or (None, 0.0)
    return Column(header, index, path, score, samples)
