"""Wording: a query said in words, as it is offered as a choice, reads as that query again."""

from typing import Any

import pytest

from frontdesk.assistant.language.assembly import assemble
from frontdesk.assistant.language.evidence import Evidence, Stored
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, NounPhrases
from frontdesk.assistant.language.wording import in_words
from tests.unit.assistant.language.grounds import HABITS, SCOPE, ground_of

KNOWN = {
    "leads": {"pune": Evidence(stored=(Stored("city", "Pune"),)), "goa": Evidence(stored=(Stored("city", "Goa"),))}
}


def where(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op} if value is None else {"field": field, "op": op, "value": value}


def query(object: str, condition: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"object": object, **({"where": condition} if condition else {}), **more}


def read(text: str, object: str) -> dict[str, Any]:
    """The likeliest query that the words ask for."""
    phrases = NounPhrases(ground_of(text, KNOWN), object)
    way = phrases.covers(0, phrases.ground.length)[0]
    assert way.cost < NOT_UNDERSTOOD, (text, way.pieces)
    found = assemble(phrases.definition, way.pieces, HABITS).query()
    found.pop("limit", None)
    return found


QUERIES = [
    query("leads"),
    query("leads", where("city", "eq", "Pune")),
    query("leads", where("city", "ne", "Pune")),
    query("leads", where("source", "eq", "walk_in")),
    query("leads", where("lead_status", "eq", "Qualified")),
    query("leads", where("opportunity_status", "eq", "Visiting")),
    query("leads", where("value", "gt", 5000)),
    query("leads", where("value", "gte", 5000)),
    query("leads", where("value", "lt", 5000)),
    query("leads", where("value", "lte", 5000)),
    query("leads", where("value", "between", [10, 5000])),
    query("leads", where("email", "is_empty")),
    query("leads", where("next_follow_up", "within", "this_week")),
    query("leads", where("next_follow_up", "within", "today")),
    query("leads", {"and": [where("city", "eq", "Pune"), where("source", "eq", "event")]}),
    query("leads", where("lead_status", "in", ["New", "Lost"])),
    query("leads", where("city", "in", ["Pune", "Goa"])),
    query("tasks", where("priority", "eq", "high")),
    query("batches", where("mode", "eq", "online")),
    query("leads", sort=[{"field": "value", "direction": "desc"}]),
    query("leads", sort=[{"field": "name", "direction": "asc"}]),
    query("leads", aggregate=[{"fn": "count"}]),
    query("leads", aggregate=[{"fn": "sum", "field": "value"}]),
    query("leads", group_by=["source"], aggregate=[{"fn": "count"}]),
]


@pytest.mark.parametrize("asked", QUERIES, ids=lambda asked: in_words(SCOPE, asked))
def test_the_words_for_a_query_read_as_that_query(asked: dict[str, Any]) -> None:
    assert read(in_words(SCOPE, asked), asked["object"]) == asked
