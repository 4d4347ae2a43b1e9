"""What the bench says to the assistant: forty kinds of commands, each with the bare statement of the same."""

from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from bench.crm_requests import CITY_KEY, NAME_KEY, STATUS_KEY, STATUSES

Kind = Literal["list", "figure", "name", "write"]

OF_CITY = f"{CITY_KEY} = lower(%(city)s)"
OF_STATUS = f"{STATUS_KEY} = %(place)s"
DEAL_KEY = "array_position(ARRAY['lead','qualified','proposal','negotiation','won','lost']::text[], status)"
NEWEST = "id DESC"
CITIES = ("Mumbai", "Pune", "Dublin", "London", "New York", "Lisbon", "Bengaluru", "Berlin", "Lagos", "Paris")
COURSES = (
    "Data Analytics",
    "Product Design",
    "Cloud Engineering",
    "Defensive Security",
    "SQL Workshop",
    "Agile Delivery",
)


@dataclass(frozen=True)
class Command:
    """A way of saying something, with places for a city, a status and so on; and the bare statement of the same."""

    kind: Kind
    words: str
    statement: str


def _of(table: str, *conditions: str, read: str = "*") -> str:
    where = " AND ".join(("workspace_id = %(workspace)s", "deleted_at IS NULL", *conditions))
    return f"SELECT {read} FROM crm_{table} WHERE {where}"


def _page(table: str, *conditions: str, order: str = NEWEST, limit: int = 50) -> str:
    return f"{_of(table, *conditions)} ORDER BY {order} LIMIT {limit}"


def _new_row(table: str, columns: str, values: str) -> str:
    head = f"INSERT INTO crm_{table} (workspace_id, created_at, updated_at, {columns})"
    return f"{head} VALUES (%(workspace)s, now(), now(), {values})"


def _change(assignment: str) -> str:
    return f"UPDATE crm_leads SET {assignment}, version = version + 1, updated_at = now() WHERE id = %(id)s"


_WORTH = "value > %(cents)s"
_OF_CITIES = f"{CITY_KEY} IN (lower(%(city)s), lower(%(other_city)s))"
_OF_COURSE = "course_id = (SELECT id FROM crm_courses WHERE title = %(course)s)"
_NEXT_WEEK = "next_follow_up BETWEEN now() AND now() + interval '7 days'"
_THIS_MONTH = "expected_close >= date_trunc('month', now())"
_OF_CONTACTS = f"contact_id IN ({_of('contacts', OF_CITY, read='id')})"
_YESTERDAY = "started_at >= now() - interval '1 day'"
_HAS_VALUE = "value IS NOT NULL"
_ONE_LEAD = _page("leads", f"{NAME_KEY} = crm_fold(%(name)s)", limit=2)
_NEW_LEAD = _new_row("leads", "name, city", "%(new_name)s, %(city)s")
_NEW_TASK = _new_row("tasks", "title, due_date, lead_id", "'Call ' || %(name)s, now(), %(id)s")
_NEW_NOTE = _new_row("notes", "content, lead_id", "'Asked for the evening group', %(id)s")
_NEW_CALL = _new_row("calls", "direction, outcome, lead_id", "'outbound', 'no_answer', %(id)s")

COMMANDS = (
    Command("list", "leads {city}", _page("leads", OF_CITY)),
    Command("list", "show me all {status} leads in {city}", _page("leads", OF_CITY, OF_STATUS)),
    Command("list", "shwo me {status} leeds from {city}", _page("leads", OF_CITY, OF_STATUS)),
    Command("list", "leads from {city} or {other_city}", _page("leads", _OF_CITIES)),
    Command("list", "leads in {city} that are not lost", _page("leads", OF_CITY, "lead_status <> 'Lost'")),
    Command("list", "leads interested in {course}", _page("leads", _OF_COURSE)),
    Command("list", "leads worth more than {thousands}k in {city}", _page("leads", OF_CITY, _WORTH)),
    Command("list", "leads created this week", _page("leads", "created_at >= date_trunc('week', now())")),
    Command("list", "leads to follow up next week", _page("leads", _NEXT_WEEK, order="next_follow_up")),
    Command(
        "list", "Which leads need follow up today?", _page("leads", "next_follow_up <= now()", order="next_follow_up")
    ),
    Command("list", "top 10 leads by value", _page("leads", _HAS_VALUE, order="value DESC, id DESC", limit=10)),
    Command("list", "leads in {city} sorted by value", _page("leads", OF_CITY, _HAS_VALUE, order="value DESC")),
    Command("list", "deals above {thousands}k", _page("deals", _WORTH)),
    Command("list", "open deals closing this month", _page("deals", f"{DEAL_KEY} <= 4", _THIS_MONTH)),
    Command("list", "deals of contacts in {city}", _page("deals", _OF_CONTACTS)),
    Command("list", "urgent tasks due this week", _page("tasks", "priority = 'urgent'", "due_date >= now()")),
    Command("list", "vip contacts from {city}", _page("contacts", OF_CITY, "vip")),
    Command("list", "missed calls yesterday", _page("calls", "outcome = 'no_answer'", _YESTERDAY)),
    Command("list", "active learners in {city}", _page("learners", OF_CITY, "status = 'active'")),
    Command("figure", "how many leads are there in {city}", _of("leads", OF_CITY, read="count(*)")),
    Command("figure", "hw many {status} leads", _of("leads", OF_STATUS, read="count(*)")),
    Command("figure", "total value of won deals", _of("deals", f"{DEAL_KEY} = 5", read="sum(value)")),
    Command("figure", "average value of leads in {city}", _of("leads", OF_CITY, read="avg(value)")),
    Command("figure", "leads per status", _of("leads", read=f"{STATUS_KEY}, count(*)") + " GROUP BY 1"),
    Command("figure", "{status} leads by city", _of("leads", OF_STATUS, read="city, count(*)") + " GROUP BY 1"),
    Command("figure", "deals by status", _of("deals", read=f"{DEAL_KEY}, count(*)") + " GROUP BY 1"),
    Command("name", "show lead {name}", _ONE_LEAD),
    Command("name", "show lead {slipped}", _ONE_LEAD),
    Command("name", "phone number of lead {name}", _ONE_LEAD),
    Command("name", "give me a summary of lead {name}", _ONE_LEAD),
    Command("name", "draft follow-up email for lead {name}", _ONE_LEAD),
    Command("name", "tasks of lead {name}", _page("tasks", "lead_id = %(id)s")),
    Command("write", "create a new lead named {new_name} from {city}", _NEW_LEAD),
    Command("write", "new lead {new_name}, {city}, referral, worth {thousands}k", _NEW_LEAD),
    Command("write", "remind me to call lead {name} tomorrow at 4pm", _NEW_TASK),
    Command("write", "add a note to lead {name}: asked for the evening group", _NEW_NOTE),
    Command("write", "log a call with lead {name}, no answer", _NEW_CALL),
    Command("write", "mark lead {name} as qualified", _change("lead_status = 'Qualified'")),
    Command("write", "set next follow up of lead {name} to friday", _change("next_follow_up = now()")),
    Command("write", "delete lead {name}", _of("leads", "id = %(id)s") + " FOR UPDATE"),
)


def filled(dice: Random, names: list[tuple[int, str]]) -> dict[str, Any]:
    """Values for all places of a command and its statement. `names`: leads whose name nobody else bears."""
    record_id, name = dice.choice(names)
    status = dice.choice(STATUSES)
    thousands = dice.randrange(2, 9)
    city, other_city = dice.sample(CITIES, 2)
    return {
        "id": record_id,
        "name": name,
        "slipped": slipped(dice, name),
        "new_name": f"{dice.choice(('Ina', 'Ravi', 'Moira', 'Teo'))} Bench{_letters(dice)}",
        "status": status.lower(),
        "place": STATUSES.index(status) + 1,
        "city": city,
        "other_city": other_city,
        "course": dice.choice(COURSES),
        "thousands": thousands,
        "cents": thousands * 100_000,
    }


def slipped(dice: Random, name: str) -> str:
    """The name with two neighbouring letters of its last word swapped."""
    head, _, last = name.rpartition(" ")
    at = dice.randrange(1, len(last) - 2)
    return f"{head} {last[:at]}{last[at + 1]}{last[at]}{last[at + 2 :]}".lower()


def _letters(dice: Random) -> str:
    return "".join(dice.choice("aeiklmnorstu") for _ in range(6))
