"""Assembly: from the pieces of a sentence about one object to one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.conditions import Where, condition
from frontdesk.assistant.language.object_facts import amount_of, due_field, happened_field, measure_of, open_where
from frontdesk.assistant.language.pieces import (
    Cond,
    Direction,
    Extreme,
    FieldWord,
    Figure,
    Filler,
    Grouped,
    Having,
    Joining,
    Mention,
    Most,
    Ordering,
    Piece,
    Record,
    Searched,
)
from frontdesk.crm.definitions import Definition
from frontdesk.crm.habits import Habits

LIMIT = 50
_DAYS = ("within", "gte", "gt", "between", "eq", "lt", "lte")


@dataclass
class Assembled:
    """A query of one object. `having`: conditions by others' records, to be looked up. `unclear`: why it asks."""

    definition: Definition
    where: list[Where] = field(default_factory=list)
    having: list[Having] = field(default_factory=list)
    records: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    search: str = ""
    sort: list[dict[str, str]] = field(default_factory=list)
    limit: int | None = None
    groups: list[str] = field(default_factory=list)
    aggregates: list[dict[str, str]] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    people: tuple[tuple[str, int, str], ...] = ()
    mentioned: bool = False
    one: bool = False
    named_object: bool = False
    unclear: str | None = None

    def query(self, extra: Sequence[Where] = ()) -> dict[str, Any]:
        """The JSON of the query language; `extra`: what `having` came to."""
        parts = [*self.where, *extra]
        if self.records:
            parts.append(conditions.is_in("id", list(self.records)))
        found: dict[str, Any] = {"object": self.definition.name}
        where = conditions.all_of(parts)
        if where is not None:
            found["where"] = where
        if self.search:
            found["search"] = self.search
        if self.groups or self.aggregates:
            return found | self._figures()
        sort = self.sort or self._by_day()
        if sort:
            found["sort"] = sort
        return {**found, "limit": self.limit or LIMIT}

    def _by_day(self) -> list[dict[str, str]]:
        """What is asked for by the day on which it is due comes in the order of its days."""
        due = due_field(self.definition)
        if due is None or self.definition.entry is None:
            return []
        asked = any(one.get("field") == due.path and one.get("op") in _DAYS for one in self.where)
        return [{"field": due.path, "direction": "asc"}] if asked else []

    def _figures(self) -> dict[str, Any]:
        found: dict[str, Any] = {"aggregate": self.aggregates or [{"fn": "count"}]}
        if self.groups:
            found["group_by"] = self.groups
        return found


def assemble(
    definition: Definition, pieces: Sequence[Piece], habits: Habits, before: Sequence[Where] = ()
) -> Assembled:
    """What the pieces say together. `before`: the conditions that hold already, where these are more of them."""
    pieces = _said_of_end(definition, _without_doubled(pieces), before)
    found = Assembled(definition)
    found.where, found.unclear = _joined(pieces)
    for piece in pieces:
        _take(found, piece)
    _order(found, pieces, habits)
    _count_or_sum(found, pieces)
    return found


def _without_doubled(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the word for a field right before what is said of that field: `costing under 500`."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        following = next((one for one in pieces[place + 1 :] if not isinstance(one, Filler)), None)
        if isinstance(piece, FieldWord) and isinstance(following, Cond) and following.where.get("field") == piece.path:
            continue
        kept.append(piece)
    return kept


def _said_of_end(definition: Definition, pieces: Sequence[Piece], before: Sequence[Where]) -> list[Piece]:
    """What has ended is asked for by the time at which it did: `won deals, April 2026`."""
    step = definition.in_step
    said = [*before, *(piece.where for piece in pieces if isinstance(piece, Cond))]
    if step is None or not any(
        one.get("field") == step.status and one.get("op") == "eq" and one.get("value") in step.final for one in said
    ):
        return list(pieces)
    at = happened_field(definition).path
    return [
        Cond(_moved(piece.where, at, step.at))
        if isinstance(piece, Cond) and piece.bare and at in _fields_of(piece.where)
        else piece
        for piece in pieces
    ]


def _fields_of(where: Mapping[str, Any]) -> set[str]:
    return {part["field"] for part in where.get("and", [where]) if "field" in part}


def _moved(where: Mapping[str, Any], old: str, new: str) -> Where:
    parts = [{**part, "field": new} if part.get("field") == old else dict(part) for part in where.get("and", [where])]
    return conditions.all_of(parts) or {}


def _take(found: Assembled, piece: Piece) -> None:
    match piece:
        case Mention():
            found.mentioned, found.one, found.named_object = True, piece.one, True
        case Record():
            found.records, found.titles = (*found.records, *piece.ids), (*found.titles, *piece.titles)
            found.mentioned = True
        case Cond():
            found.people = found.people or piece.people
        case Having():
            found.having.append(piece)
        case Searched():
            found.search = f"{found.search} {piece.text}".strip()
        case Most():
            found.limit = piece.count
        case Grouped():
            found.groups.append(piece.name)
        case FieldWord():
            found.fields.append(piece.path)
        case _:
            pass


def _joined(pieces: Sequence[Piece]) -> tuple[list[Where], str | None]:
    """The conditions: those of one field side by side are one of several values, `or` joins its neighbours.

    And why that is not clear: where `or` stands between fields, what else was said may belong to either side.
    """
    runs: list[list[Cond]] = []
    joining: Joining | None = None
    before: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Joining):
            joining = piece
        elif isinstance(piece, Cond):
            if runs and isinstance(before, (Cond, Mention)) and _goes_with(runs[-1], piece, joining):
                runs[-1].append(piece)
            else:
                runs.append([piece])
            joining, before = None, piece
        elif not isinstance(piece, Filler):
            joining, before = None, piece
    if _dangles(pieces):
        return [_one_of(run) for run in runs], "I cannot tell what that “or” stands between. Say it in two questions."
    mixed = any(len({one.path or repr(one.where) for one in run}) > 1 for run in runs if len(run) > 1)
    unclear = (
        "That has an “or” that I can read in more than one way. Say it in two questions."
        if mixed and len(runs) > 1
        else None
    )
    return [_one_of(run) for run in runs], unclear


def _dangles(pieces: Sequence[Piece]) -> bool:
    """Whether an `or` leads to a field of which nothing is said."""
    said = [piece for piece in pieces if not isinstance(piece, Filler)]
    return any(
        isinstance(piece, Joining) and piece.either and isinstance(following, FieldWord)
        for piece, following in pairwise(said)
    )


def _goes_with(run: list[Cond], piece: Cond, joining: Joining | None) -> bool:
    if joining is not None and joining.either:
        return True
    return joining is not None and piece.path is not None and all(one.path == piece.path for one in run)


def _one_of(run: list[Cond]) -> Where:
    paths = {one.path for one in run}
    if len(run) > 1 and len(paths) == 1 and run[0].path is not None:
        values: list[Any] = []
        for one in run:
            values += [one.where["value"]] if one.where["op"] == "eq" else list(one.where["value"])
        return conditions.is_in(run[0].path, values)
    return conditions.any_of([one.json for one in run])


def _order(found: Assembled, pieces: Sequence[Piece], habits: Habits) -> None:
    orderings = [piece for piece in pieces if isinstance(piece, Ordering)]
    directions = [piece for piece in pieces if isinstance(piece, Direction)]
    extremes = [piece for piece in pieces if isinstance(piece, Extreme)]
    ranked = (
        [
            piece
            for piece in extremes
            if not piece.by_time or found.definition.by_path[orderings[0].path or "id"].has_periods
        ]
        if orderings
        else []
    )
    for one in orderings:
        said = directions[0] if directions else ranked[0] if ranked else one
        descending = said.descending
        found.sort.append(_sorted(one.path or found.definition.default_sort, descending))
    if not extremes:
        if directions and not orderings:
            _sort_by_field(found, directions[0].descending, alphabetical=directions[0].alphabetical)
        return
    extreme = extremes[0]
    if not orderings:
        _sort_by_extreme(found, extreme, habits)
    found.limit = found.limit or extreme.count or (1 if found.one and not found.records else None)


def _sort_by_field(found: Assembled, descending: bool, *, alphabetical: bool) -> None:
    if found.fields:
        found.sort.append(_sorted(found.fields.pop(), descending))
        return
    measure = measure_of(found.definition) if descending or not alphabetical else None
    title = found.definition.by_path[found.definition.title.fields[0]]
    by = title if alphabetical and title.sortable else measure
    if by is None:
        found.unclear = "By which field shall they be sorted?"
    else:
        found.sort.append(_sorted(by.path, descending))


def _sort_by_extreme(found: Assembled, extreme: Extreme, habits: Habits) -> None:
    definition = found.definition
    if extreme.by_time:
        if extreme.ahead:
            at = due_field(definition) or happened_field(definition)
            found.where.append(condition(at.path, "gt" if at.kind == "time" else "gte", _now(at.kind, habits)))
            open_ = open_where(definition)
            found.where += [open_] if open_ else []
        else:
            at = _named_time(found) or _time_of_order(found, extreme) or _newest_field(definition)
        found.sort.append(_sorted(at.path, extreme.descending))
        return
    if found.groups:
        return
    named = next((path for path in found.fields if definition.by_path[path].sortable), None)
    measure = definition.get(named) if named else measure_of(definition)
    if measure is None:
        found.unclear = f"By what shall the {definition.label_plural.lower()} be compared?"
        return
    if named:
        found.fields.remove(named)
    found.sort.append(_sorted(measure.path, extreme.descending))


def _newest_field(definition: Definition) -> Any:
    """What "latest" means: when it happened, or was created; a course is not newer for starting later."""
    at = happened_field(definition)
    return at if definition.entry and definition.entry.kind != "task" else definition.by_path["created_at"]


def _named_time(found: Assembled) -> Any:
    named = next((path for path in found.fields if found.definition.by_path[path].has_periods), None)
    if named:
        found.fields.remove(named)
    return found.definition.get(named) if named else None


def _time_of_order(found: Assembled, extreme: Extreme) -> Any:
    """The time of which something is said: `tasks due this week, earliest first` come by when they are due."""
    if not extreme.order:
        return None
    fields = [found.definition.get(one["field"]) for one in found.where if "field" in one]
    said = next((one for one in fields if one is not None and one.has_periods), None)
    # Only what is planned has something that is soonest.
    due = due_field(found.definition) if extreme.soon and found.definition.contact is None else None
    return said or due


def _now(kind: str, habits: Habits) -> str:
    return habits.now.isoformat() if kind == "time" else habits.today.isoformat()


def _sorted(path: str, descending: bool) -> dict[str, str]:
    return {"field": path.removeprefix("-"), "direction": "desc" if descending else "asc"}


def _count_or_sum(found: Assembled, pieces: Sequence[Piece]) -> None:
    figures = [piece for piece in pieces if isinstance(piece, Figure)]
    if not figures and not found.groups:
        _sum_of_named(found)
        return
    named = next((path for path in found.fields if found.definition.by_path[path].is_number and path != "id"), None)
    sums = [figure for figure in figures if figure.function != "count"]
    # "Typical length of a call (average)" says one thing twice.
    fields = {figure.function for figure in figures if figure.path}
    figures = [one for one in figures if one.path or one.function not in fields]
    if sums and len(sums) < len(figures):
        # "How much budget in total": the amount that is named tells which of the two is meant.
        figures = sums if named or any(figure.path for figure in sums) else [Figure("count")]
    if named and any(figure.function == "count" for figure in figures) and not found.records:
        # "How many seats do the batches have": their number, or the seats together?
        found.unclear = f"Do you want the number of {found.definition.label_plural.lower()}, or a sum? Say “total …”."
        return
    for figure in figures:
        if figure.function == "count":
            found.aggregates.append({"fn": "count"})
            continue
        path = figure.path or _figure_field(found)
        if path is None:
            found.unclear = "Of which field do you want that figure?"
            return
        found.aggregates.append({"fn": figure.function, "field": path})
    found.aggregates = found.aggregates[:1]
    if found.groups and not figures:
        path = next((one for one in found.fields if found.definition.by_path[one].is_number and one != "id"), None)
        if path:
            found.fields.remove(path)
            found.aggregates.append({"fn": "sum", "field": path})
    _group_by_end(found)
    found.sort = []


def _sum_of_named(found: Assembled) -> None:
    """`Value of open deals`: an amount of many records is their sum."""
    amount = amount_of(found.definition)
    asked = amount is not None and amount.path in found.fields and not found.one
    if asked and amount is not None and not (found.records or found.sort or found.limit):
        found.fields.remove(amount.path)
        found.aggregates.append({"fn": "sum", "field": amount.path})


def _group_by_end(found: Assembled) -> None:
    """What is over is grouped by when it ended: `won deals by quarter`."""
    step = found.definition.in_step
    if step is None or not any(
        one.get("field") == step.status and one.get("value") in step.final for one in found.where
    ):
        return
    found.groups = [f"{step.at}:{one.split(':')[1]}" if one.startswith("created_at:") else one for one in found.groups]


def _figure_field(found: Assembled) -> str | None:
    named = next((path for path in found.fields if found.definition.by_path[path].is_number and path != "id"), None)
    if named:
        found.fields.remove(named)
        return named
    amount = amount_of(found.definition)
    return amount.path if amount else None
