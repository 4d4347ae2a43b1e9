"""Parsing of queries: what is understood comes back the same, what is not is refused with a reason that helps."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.fields import Number, Relation
from frontdesk.crm.habits import Habits
from frontdesk.crm.query.cursors import Position, cursor_at, read_cursor
from frontdesk.crm.query.parameters import query_of_parameters
from frontdesk.crm.query.parsing import MOST_CONDITIONS, MOST_DEPTH, QueryParser
from frontdesk.crm.scope import Scope
from frontdesk.platform.paging import InvalidCursorError

HABITS = Habits(ZoneInfo("Asia/Kolkata"), "INR", "dmy", "monday", datetime(2026, 3, 12, 8, tzinfo=UTC))
OWN = {
    "leads": [
        Number(name="size", own=True),
        Relation(name="mentor", object="contacts", own=True),
        Number(name="gone", own=True, retired=True),
    ]
}
SCOPE = Scope(Catalogue().with_own(OWN), HABITS)


def parser(object: str = "leads", me: int | None = 7) -> QueryParser:
    return QueryParser(SCOPE, SCOPE.definition(object), me)


def condition(field: str, op: str = "eq", value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op, **({} if value is None else {"value": value})}


WHOLE: dict[str, Any] = {
    "object": "leads",
    "where": {
        "and": [
            condition("value", "between", [10, 20.5]),
            {"or": [condition("created_at", "within", "last_7_days"), condition("custom.size", "gt", 3)]},
            {"not": condition("course_id.category", "starts_with", "Data")},
            condition("custom.mentor.company", "is_not_empty"),
            condition("owner_id", "in", ["me", 4]),
        ]
    },
    "search": "asha",
    "sort": [{"field": "value", "direction": "desc"}, {"field": "name", "direction": "asc"}],
}


def test_a_query_comes_back_as_it_was_written() -> None:
    query = parser().query(WHOLE)
    assert query.to_json() == WHOLE
    assert parser().query(query.to_json()) == query


def test_groups_come_back_as_they_were_written() -> None:
    groups = {
        "object": "leads",
        "sort": [{"field": "sum_value", "direction": "desc"}],
        "group_by": ["lead_status", "created_at:month"],
        "aggregate": [{"fn": "sum", "field": "value"}, {"fn": "count"}],
    }
    assert parser().query(groups).to_json() == groups


REFUSED: list[tuple[Any, str, str]] = [
    (condition("lead_statu", value="New"), "lead_statu", "lead_status"),
    (condition("stage", value="Demo"), "stage", "opportunity_status"),
    (condition("course_id.titel", value="x"), "course_id.titel", "course_id.title"),
    (condition("custom.gone", value=1), "custom.gone", "no field"),
    (condition("value", "contians", 1), "value", "operators are eq, ne"),
    (condition("name", "start_with", "A"), "name", "Did you mean starts_with"),
    (condition("value", value="12"), "value", "must be a number"),
    (condition("value", value=True), "value", "must be a number"),
    (condition("value", value=10**400), "value", "too large"),
    (condition("value", value=1.005), "value", "two decimals"),
    (condition("lead_status", value="Qualifid"), "lead_status", "Qualified"),
    (condition("created_at", "gte", "2026-02-30"), "created_at", "possible date"),
    (condition("created_at", "within", "this_mont"), "created_at", "this_month"),
    (condition("created_at", "within", 7), "created_at", "period"),
    (condition("value", "between", [1]), "value", "two values"),
    (condition("value", "between", [2, 1]), "value", "before its beginning"),
    (condition("value", "in", []), "value", "list"),
    (condition("value", "in", list(range(1001))), "value", "1,000"),
    (condition("name", value=" "), "name", "is_empty"),
    (condition("name", value="a\x00"), "name", "no text can hold"),
    (condition("name", value=["a"]), "name", "a text"),
    (condition("name", "is_empty", "yes"), "name", "no value"),
    (condition("course_id", value="Data"), "course_id", "an id"),
    ([condition("name", value="a")], "filter", "must be an object"),
    ({"and": []}, "filter", "at least one"),
    ({"and": [condition("id", value=1)], "or": []}, "filter", "nothing else"),
    ({"feild": "name"}, "feild", "field"),
    ({"op": "eq", "value": 1}, "field", "name its field"),
    ("{", "filter", "not JSON"),
    ("[" * 100_000, "filter", "not JSON"),
]


@pytest.mark.parametrize(("where", "field", "words"), REFUSED)
def test_what_does_not_fit_is_refused_with_its_place_and_what_would(where: Any, field: str, words: str) -> None:
    with pytest.raises(InvalidQueryError) as refused:
        parser().where(where)
    assert refused.value.errors is not None
    assert refused.value.errors[0]["field"] == field
    assert words in refused.value.detail


def test_a_relation_of_a_relation_is_refused() -> None:
    with pytest.raises(InvalidQueryError, match="too far"):
        parser("deals").where(condition("lead_id.course_id.title", value="Law"))


def test_a_program_is_nobody() -> None:
    with pytest.raises(InvalidQueryError, match="program"):
        parser(me=None).where(condition("owner_id", value="me"))


def test_filters_are_bounded_in_depth_and_size() -> None:
    deep = condition("id", value=1)
    for _ in range(MOST_DEPTH - 1):
        deep = {"not": deep}
    assert parser().where(deep) is not None
    with pytest.raises(InvalidQueryError, match="levels"):
        parser().where({"not": deep})
    wide = [condition("id", value=1)] * MOST_CONDITIONS
    assert parser().where({"or": wide}) is not None
    with pytest.raises(InvalidQueryError, match="conditions"):
        parser().where({"and": [{"or": wide}, condition("id", value=1)]})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"sort": "-valeu"}, "value"),
        ({"sort": "notes"}, "long_text"),
        ({"sort": "course_id.title"}, "another record"),
        ({"sort": "id,name,city,value,email,phone"}, "5 fields"),
        ({"sort": [{"field": "id", "direction": "down"}]}, "asc or desc"),
        ({"wher": {}}, "where"),
        ({"object": "deals"}, "leads"),
        ({"limit": 0}, "limit"),
        ({"search": 7}, "text"),
        ({"group_by": ["notes"]}, "grouped"),
        ({"group_by": ["name:month"]}, "no date"),
        ({"group_by": ["created_at:monthly"]}, "month"),
        ({"group_by": ["id", "name", "city", "value"]}, "3 fields"),
        ({"aggregate": [{"fn": "sum", "field": "name"}]}, "cannot be taken"),
        ({"aggregate": [{"fn": "sum"}]}, "needs a field"),
        ({"aggregate": [{"fn": "summ", "field": "value"}]}, "sum"),
        ({"group_by": ["city"], "sort": "-sum_value"}, "count"),
    ],
)
def test_what_cannot_be_asked_is_refused(body: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidQueryError) as refused:
        parser().query(body)
    assert words in refused.value.detail


@pytest.mark.parametrize(
    ("plain", "where"),
    [
        ([("lead_status", "new")], condition("lead_status", value="new")),
        ([("source", "event"), ("source", "social")], condition("source", "in", ["event", "social"])),
        ([("course_id", "5")], condition("course_id", value=5)),
        ([("owner_id", "me")], condition("owner_id", value="me")),
        ([("value", "10.5")], condition("value", value=10.5)),
        ([("notes", "call")], condition("notes", "contains", "call")),
        ([("city", "")], condition("city", "is_empty")),
        ([("created_at", "this_week")], condition("created_at", "within", "this_week")),
        ([("custom.size", "3")], condition("custom.size", value=3)),
        (
            [("name", "Asha"), ("city", "Pune"), ("city", "")],
            {
                "and": [
                    condition("name", value="Asha"),
                    {"or": [condition("city", value="Pune"), condition("city", "is_empty")]},
                ]
            },
        ),
    ],
)
def test_the_plain_form_is_a_filter_too(plain: list[tuple[str, str]], where: dict[str, Any]) -> None:
    query = query_of_parameters(parser(), plain)
    assert query.where is not None
    assert query.where.to_json() == where


def test_a_misspelt_parameter_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidQueryError, match="sort"):
        query_of_parameters(parser(), [("sortt", "name")])


def test_a_cursor_belongs_to_one_object_and_order() -> None:
    leads, deals = parser(), parser("deals")
    cursor = cursor_at(leads.definition, leads.sort("-value"), Position((5,), 9))
    assert read_cursor(leads.definition, leads.sort("-value"), cursor) == Position((5,), 9)
    for other, sort in ((leads, "value"), (leads, "-value,name"), (deals, "-value")):
        with pytest.raises(InvalidCursorError):
            read_cursor(other.definition, other.sort(sort), cursor)


@given(st.text(max_size=40) | st.binary(max_size=40).map(lambda some: some.hex()))
def test_no_text_breaks_the_reading_of_cursors(text: str) -> None:
    leads = parser()
    with pytest.raises(InvalidCursorError):
        read_cursor(leads.definition, leads.sort("-value"), text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from(["and", "or", "not", "field", "op", "value", "x"]), below, max_size=4)
    ),
    max_leaves=12,
)
NAMES = sorted(SCOPE.definition("leads").by_path)
OPERATORS = sorted({operator for field in SCOPE.definition("leads").all_fields for operator in field.operators})


@given(JSON | st.builds(condition, st.sampled_from(NAMES), st.sampled_from(OPERATORS), JSON))
def test_whatever_is_sent_is_understood_or_refused(data: Any) -> None:
    try:
        node = parser().where(data)
    except InvalidQueryError:
        return
    if node is not None:
        assert parser().where(node.to_json()) == node
