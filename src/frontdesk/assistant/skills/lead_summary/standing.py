"""Standing: the sentences that say where things are: last contact, next step, what is open, what is in the way."""

from frontdesk.assistant.skills.lead_summary.dossier import Dossier, moment
from frontdesk.assistant.skills.lead_summary.entries import deal_value, told
from frontdesk.assistant.skills.objections import Reason, latest_objection
from frontdesk.assistant.spoken import counted, day_and_clock, ended, late_words, listed, on_day, quoted
from frontdesk.crm.scope import Scope
from frontdesk.crm.timeline.dealings import Dealing

MOST_TITLE = 80
MOST_OBJECTION = 120
CLOSED = ("Converted", "Closed", "Lost")

_REASONS = {Reason.PRICE: "The price", Reason.COMPARISON: "Other offers", Reason.DOUBT: "Doubts"}
_PLACES = {
    "calls": "a call", "emails": "an email", "meetings": "a meeting", "notes": "a note", "messages": "a message",
    "activities": "an activity",
}  # fmt: skip


def standing(scope: Scope, dossier: Dossier) -> list[str]:
    """Sentences; what does not apply is left out."""
    parts = [
        last_contact(scope, dossier) if dossier.definition.name != "deals" else "",
        _waiting(dossier),
        _next_step(dossier),
        _meeting_ahead(dossier),
        _tasks(dossier),
        _deals(scope, dossier),
        _unsent(dossier),
        _objection(dossier),
    ]
    return [part for part in parts if part]


def last_contact(scope: Scope, dossier: Dossier) -> str:
    last, kept = dossier.last, dossier.record.get("last_contacted_at")
    by_record = ""
    if kept and (last is None or moment(kept) > last.at):
        by_record = f"Last contacted {day_and_clock(dossier.habits, moment(kept))}, with nothing more recorded of it."
    if last is None:
        return by_record or "Nothing was said or written yet."
    words = told(last, scope.definition(last.object), dossier.habits)
    who = f" with {last.owner}" if last.owner else ""
    start = "Before that" if by_record else "Last contact"
    recorded = ended(f"{start} {day_and_clock(dossier.habits, last.at)}{who}: {words}")
    return f"{by_record} {recorded}" if by_record else recorded


def _waiting(dossier: Dossier) -> str:
    last = dossier.last
    if last is None or last.data.get("direction") != "received":
        return ""
    return f"Nobody has answered this {'email' if last.object == 'emails' else 'message'} yet."


def _next_step(dossier: Dossier) -> str:
    if dossier.definition.name != "leads":
        return ""
    due = dossier.record["next_follow_up"]
    if due:
        is_over = dossier.record["lead_status"] in CLOSED
        words = late_words(dossier.habits, moment(due))
        return f"The next follow-up is {words}." if not is_over else ""
    return "" if dossier.record["lead_status"] in CLOSED else "No follow-up is planned."


def _meeting_ahead(dossier: Dossier) -> str:
    meetings = dossier.of("meetings")
    if not meetings.open:
        return ""
    first = meetings.open[0]
    more = f", the first of {meetings.open_count}" if meetings.open_count > 1 else ""
    return f"A meeting is ahead {day_and_clock(dossier.habits, first.at)}: {quoted(first.title, MOST_TITLE)}{more}."


def _tasks(dossier: Dossier) -> str:
    tasks = dossier.of("tasks")
    if not tasks.open_count:
        return ""
    late = f", {'it is late' if tasks.open_count == 1 else f'{tasks.late_count} late'}" if tasks.late_count else ""
    named = listed([_task(dossier, one) for one in tasks.open])
    return (
        f"{counted(tasks.open_count, 'open task', 'open tasks')}{late}: {named}{_more(tasks.open_count, tasks.open)}."
    )


def _task(dossier: Dossier, task: Dealing) -> str:
    due = task.data.get("due_date")
    return f"{quoted(task.title, MOST_TITLE)}{f' ({late_words(dossier.habits, moment(due))})' if due else ''}"


def _deals(scope: Scope, dossier: Dossier) -> str:
    deals = dossier.of("deals")
    if not deals.open_count:
        return ""
    late = f", {deals.late_count} past the expected close" if deals.late_count else ""
    named = []
    for one in deals.open:
        words = ", ".join(word for word in (one.data.get("status") or "", deal_value(one, dossier.habits)) if word)
        named.append(f"{quoted(one.title, MOST_TITLE)}{f' ({words})' if words else ''}")
    return (
        f"{counted(deals.open_count, 'open deal', 'open deals')}{late}:"
        f" {listed(named)}{_more(deals.open_count, deals.open)}."
    )


def _unsent(dossier: Dossier) -> str:
    emails = dossier.of("emails")
    if not emails.open_count:
        return ""
    return f"{counted(emails.open_count, 'email is', 'emails are')} written but not sent."


def _objection(dossier: Dossier) -> str:
    found = latest_objection(dossier.dealings, dossier.habits.now)
    if found is None:
        return ""
    where = f"{_PLACES[found.object]} {on_day(dossier.habits, found.at)}"
    words = _REASONS[found.reason]
    return ended(f"{words} came up in {where}: {quoted(found.text, MOST_OBJECTION)}")


def _more(count: int, shown: tuple[Dealing, ...]) -> str:
    return f" and {count - len(shown):,} more" if count > len(shown) else ""
