"""Follow-ups: whom to call or write to now, or by the end of today; the longest waiting first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from frontdesk.assistant.answer import Answer, Shown, Source
from frontdesk.assistant.meaning import FollowUps
from frontdesk.assistant.skills.names import said, title_of
from frontdesk.assistant.spoken import counted, late_words, listed
from frontdesk.assistant.turn import Turn
from frontdesk.crm.habits import Habits
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.pages import RecordPage
from frontdesk.crm.reading.service import RecordReader

LEADS = "leads"
DONE_WITH = ("Closed", "Lost")
NAMED_AT_MOST = 3
MOST_SHOWN = 200

Record = Mapping[str, Any]


def follow_up_query(
    habits: Habits, *, whole_day: bool, extra_where: Mapping[str, Any] | None = None, limit: int = 50
) -> dict[str, Any]:
    """The query of leads whose next follow-up is due now, or with `whole_day` by the end of today; oldest first.

    `extra_where`: a filter that they must fit too. A lead without a status counts as open.
    """
    # A day alone means all of it, in the workspace's time zone.
    until = habits.today.isoformat() if whole_day else habits.now.isoformat()
    nodes: list[Mapping[str, Any]] = [
        {"field": "next_follow_up", "op": "lte", "value": until},
        {"field": "lead_status", "op": "not_in", "value": list(DONE_WITH)},
    ]
    return {
        "object": LEADS,
        "where": {"and": [*nodes, extra_where] if extra_where else nodes},
        "sort": [{"field": "next_follow_up", "direction": "asc"}],
        "limit": limit,
    }


class FollowUpSkill:
    """Says who waits for a follow-up."""

    def __init__(self, reader: RecordReader):
        self._reader = reader

    async def run(self, turn: Turn, meaning: FollowUps) -> Answer:
        leads = turn.scope.definition(LEADS)
        given = {**meaning.query, "limit": min(meaning.query.get("limit", 50), MOST_SHOWN)}
        query = QueryParser(turn.scope, leads, turn.caller.user_id).query(given)
        page = await self._reader.page(turn.unit, turn.scope, query)
        return Answer(
            response=_sentence(turn.scope.habits, page, whole_day=meaning.whole_day, count=meaning.count),
            source=Source.FOLLOW_UP,
            query=given,
            records=Shown(LEADS, tuple(record["id"] for record in page.items), page.total),
            value=page.total if meaning.count else None,
            suggested_actions=_next_steps(page.items, whole_day=meaning.whole_day),
        )


def _sentence(habits: Habits, page: RecordPage, *, whole_day: bool, count: bool) -> str:
    when = " today" if whole_day else ""
    if not page.items:
        return f"Nobody needs a follow-up{when or ' now'}."
    about = "About " if page.total_is_estimate else ""
    verb = "needs" if page.total == 1 else "need"
    start = f"{about}{counted(page.total, 'lead', 'leads')} {verb} a follow-up{when}{_late(habits, page, whole_day)}"
    if count:
        return f"{start}."
    return f"{start}: {_people(habits, page)}."


def _late(habits: Habits, page: RecordPage, whole_day: bool) -> str:
    """How many of them are late, where that is not all or none of them and all are known."""
    late = sum(_due(record) <= habits.now for record in page.items)
    if not whole_day or page.total > len(page.items) or late in (0, page.total):
        return ""
    return f", {late} of them late already"


def _people(habits: Habits, page: RecordPage) -> str:
    named = [f"{title_of(record)} ({late_words(habits, _due(record))})" for record in page.items[:NAMED_AT_MOST]]
    more = page.total - len(named)
    return listed([*named, f"{more:,} more"] if more > 0 else named)


def _due(record: Record) -> datetime:
    return datetime.fromisoformat(record["next_follow_up"])


def _next_steps(leads: Sequence[Record], *, whole_day: bool) -> list[str]:
    if not leads:
        return ["Show leads with a follow-up this week"] if whole_day else ["Which leads need follow up today?"]
    first = said("lead", leads[0], leads)
    return [f"Draft follow-up email for {first}", f"Give me full summary of {first}"]
