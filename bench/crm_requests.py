"""What is asked of a million leads: requests, each with the bare statement that does the least of the same."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

CITIES = ("Mumbai", "Pune", "Dublin", "London", "New York", "Lisbon", "Bengaluru", "Berlin", "Lagos", "Paris")
STATUSES = ("New", "Contacted", "Qualified", "Nurturing", "Converted", "Closed", "Lost")
SOURCES = ("website", "referral", "event", "campaign", "social", "walk_in", "import", "other")
# Names that are among the leads, each with one mistake.
MISTYPED = (
    ("kulkrani", "kulkarni"), ("deshpnade", "deshpande"), ("ferreria", "ferreira"), ("sulivan", "sullivan"),
    ("gallaghar", "gallagher"), ("hofman", "hoffmann"), ("rodriges", "rodrigues"), ("castilo", "castillo"),
    ("moreua", "moreau"), ("takahasi", "takahashi"), ("banerjje", "banerjee"), ("wisniewsky", "wisniewski"),
)  # fmt: skip
PAGE = 50
# The sort keys of definitions, as the indexes have them.
STATUS_KEY = (
    "array_position(ARRAY['New','Contacted','Qualified','Nurturing','Converted','Closed','Lost']::text[], lead_status)"
)
SOURCE_KEY = (
    "array_position(ARRAY['website','referral','event','campaign','social','walk_in','import','other']::text[], source)"
)
CITY_KEY = 'crm_fold(city) COLLATE "C"'
NAME_KEY = 'crm_fold(name) COLLATE "C"'
LIVE = "FROM crm_leads WHERE workspace_id = %(workspace)s AND deleted_at IS NULL"


@dataclass(frozen=True)
class Asked:
    """One request and the bare statement beside it. `body` None: GET. `finds`: an answer without items is wrong."""

    path: str
    statement: str
    values: dict[str, Any]
    body: dict[str, Any] | None = None
    finds: bool = False


@dataclass(frozen=True)
class Case:
    """A kind of request. `make` gives the next one, never quite the same; `limit` holds for p95, in ms."""

    name: str
    limit: float | None
    make: Callable[[Random], Asked]
    bare: str = "the bare SQL"


def _list(conditions: Sequence[dict[str, Any]], sort: str, where: str, order: str, **values: Any) -> Asked:
    parameters = {"filter": json.dumps({"and": list(conditions)}), "sort": sort, "limit": PAGE}
    statement = f"SELECT * {LIVE} AND {where} ORDER BY {order} LIMIT {PAGE}"
    return Asked(f"/api/v1/leads?{urlencode(parameters)}", statement, values)


def _is(field: str, value: Any, operator: str = "eq") -> dict[str, Any]:
    return {"field": field, "op": operator, "value": value}


def _by_status_and_value(dice: Random) -> Asked:
    status = dice.choice(STATUSES)
    # Enough have a value to fill a page.
    where = f"{STATUS_KEY} = %(status)s AND value IS NOT NULL"
    order = "value DESC, id DESC"
    return _list([_is("lead_status", status)], "-value", where, order, status=STATUSES.index(status) + 1)


def _by_city_newest(dice: Random) -> Asked:
    city = dice.choice(CITIES)
    where = f"{CITY_KEY} = %(city)s"
    return _list([_is("city", city)], "-created_at", where, "created_at DESC, id DESC", city=city.lower())


def _by_value_range_and_name(dice: Random) -> Asked:
    low = dice.randrange(1_000, 9_000)
    where = "value BETWEEN %(low)s AND %(high)s"
    conditions = [_is("value", [low, low + 500], "between")]
    return _list(conditions, "name", where, f"{NAME_KEY}, id", low=low * 100, high=(low + 500) * 100)


def _by_two_and_newest(dice: Random) -> Asked:
    city, status = dice.choice(CITIES), dice.choice(STATUSES)
    where = f"{CITY_KEY} = %(city)s AND {STATUS_KEY} = %(status)s"
    conditions = [_is("city", city), _is("lead_status", status)]
    return _list(conditions, "-id", where, "id DESC", city=city.lower(), status=STATUSES.index(status) + 1)


def _by_follow_up(dice: Random) -> Asked:
    source = dice.choice(SOURCES)
    where = f"{SOURCE_KEY} = %(source)s AND next_follow_up >= now() AND next_follow_up < now() + interval '7 days'"
    conditions = [_is("source", source), _is("next_follow_up", "next_7_days", "within")]
    return _list(conditions, "next_follow_up", where, "next_follow_up, id", source=SOURCES.index(source) + 1)


def _by_beginning(dice: Random) -> Asked:
    word = dice.choice(("ash", "john", "mar", "sea", "kav", "lin", "oli", "tom", "ber", "cam", "ing", "pad"))
    where = f"{NAME_KEY} >= %(low)s AND {NAME_KEY} < %(high)s"
    return _list(
        [_is("name", word, "starts_with")], "name", where, f"{NAME_KEY}, id", low=word, high=word + "\U0010ffff"
    )


def _unfiltered(dice: Random) -> Asked:
    sort, order = dice.choice(
        (("name", f"{NAME_KEY}, id"), ("-updated_at", "updated_at DESC, id DESC"), ("-id", "id DESC"))
    )
    parameters = {"sort": sort, "limit": PAGE}
    return Asked(f"/api/v1/leads?{urlencode(parameters)}", f"SELECT * {LIVE} ORDER BY {order} LIMIT {PAGE}", {})


def _searched(dice: Random) -> Asked:
    word, city = dice.choice(MISTYPED)[1], dice.choice(CITIES)
    parameters = {"search": f"{word} {city}", "limit": PAGE}
    statement = f"SELECT * {LIVE} AND search @@ (%(words)s)::tsquery ORDER BY id DESC LIMIT {PAGE}"
    asked = " & ".join(f"'{part}'" for part in (word, *city.lower().split()))
    return Asked(f"/api/v1/leads?{urlencode(parameters)}", statement, {"words": asked})


LISTS = (
    Case("list: newest, by name, last changed", 50, _unfiltered),
    Case("list: status, by value", 50, _by_status_and_value),
    Case("list: city, newest first", 50, _by_city_newest),
    Case("list: value between, by name", 50, _by_value_range_and_name),
    Case("list: city and status, newest", 50, _by_two_and_newest),
    Case("list: source and follow-up within 7 days", 50, _by_follow_up),
    Case("list: name starts with, by name", 50, _by_beginning),
    Case("list: search of two words", 50, _searched),
)


def _board(dice: Random) -> Asked:
    statement = f"SELECT {STATUS_KEY}, count(*), sum(value) {LIVE} GROUP BY 1"
    return Asked(f"/api/v1/leads/board?{urlencode({'limit': 20})}", statement, {})


def _board_of_city(dice: Random) -> Asked:
    city = dice.choice(CITIES)
    parameters = {"limit": 20, "city": city}
    statement = f"SELECT {STATUS_KEY}, count(*), sum(value) {LIVE} AND {CITY_KEY} = %(city)s GROUP BY 1"
    return Asked(f"/api/v1/leads/board?{urlencode(parameters)}", statement, {"city": city.lower()})


BOARDS = (
    Case("board of all, 20 cards a column", 50, _board, "its sums alone, bare SQL"),
    Case("board of one city", 50, _board_of_city, "its sums alone, bare SQL"),
)


def _mistyped(dice: Random) -> Asked:
    wrong, right = dice.choice(MISTYPED)
    statement = f"SELECT id, name {LIVE} AND search @@ (%(words)s)::tsquery ORDER BY id DESC LIMIT 20"
    words = {"words": f"'@{{workspace}}' & '{right}'"}
    return Asked(f"/api/v1/search?{urlencode({'q': wrong})}", statement, words, finds=True)


def _well_typed(dice: Random) -> Asked:
    right, city = dice.choice(MISTYPED)[1], dice.choice(CITIES)
    statement = f"SELECT id, name {LIVE} AND search @@ (%(words)s)::tsquery ORDER BY id DESC LIMIT 20"
    asked = " & ".join(f"'{part}'" for part in ("@{workspace}", right, *city.lower().split()))
    return Asked(f"/api/v1/search?{urlencode({'q': f'{right} {city}'})}", statement, {"words": asked})


SEARCHES = (
    Case("global search with a typing error", 100, _mistyped, "the right word, bare SQL"),
    Case("global search, two words", 100, _well_typed),
)


def _sums(group: str, column: str, where: dict[str, Any] | None = None, also: str = "", **values: Any) -> Asked:
    figures = [{"fn": "count"}, {"fn": "sum", "field": "value"}]
    body: dict[str, Any] = {"group_by": [group], "aggregate": figures}
    if where:
        body["where"] = where
    statement = f"SELECT {column}, count(*), sum(value) {LIVE} {also} GROUP BY 1"
    return Asked("/api/v1/leads/query", statement, values, body)


def _sums_by_choice(dice: Random) -> Asked:
    group, key = dice.choice((("lead_status", STATUS_KEY), ("source", SOURCE_KEY)))
    return _sums(group, key)


def _sums_by_city(dice: Random) -> Asked:
    return _sums("city", "city")


def _sums_by_month(dice: Random) -> Asked:
    return _sums("created_at:month", "date_trunc('month', created_at)")


def _sums_of_status(dice: Random) -> Asked:
    status = dice.choice(STATUSES)
    return _sums(
        "source",
        SOURCE_KEY,
        _is("lead_status", status),
        f"AND {STATUS_KEY} = %(status)s",
        status=STATUSES.index(status) + 1,
    )


SUMS = (
    Case("sums by status or source", 300, _sums_by_choice),
    Case("sums by city", 300, _sums_by_city),
    Case("sums by month", 300, _sums_by_month),
    Case("sums by source, of one status", 300, _sums_of_status),
)


def one_record(ids: Sequence[int]) -> Case:
    """One of these leads."""

    def make(dice: Random) -> Asked:
        record = dice.choice(ids)
        return Asked(f"/api/v1/leads/{record}", "SELECT * FROM crm_leads WHERE id = %(id)s", {"id": record})

    return Case("one record", None, make)


def new_lead(dice: Random) -> Asked:
    """A lead to be made; its bare statement writes the same row and nothing else."""
    number = dice.randrange(10**9)
    values = {"name": f"Bench Lead {number}", "email": f"bench{number}@example.com", "city": dice.choice(CITIES)}
    body = {**values, "value": 1500, "lead_status": "New"}
    statement = (
        "INSERT INTO crm_leads (workspace_id, name, email, city, value, lead_status, created_at, updated_at)"
        " VALUES (%(workspace)s, %(name)s, %(email)s, %(city)s, 150000, 'New', now(), now())"
    )
    return Asked("/api/v1/leads", statement, values, body)
