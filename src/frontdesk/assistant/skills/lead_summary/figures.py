"""Figures of a summary: how much there is of each kind, and the latest of it."""

from frontdesk.assistant.skills.lead_summary.dossier import Dossier
from frontdesk.assistant.skills.lead_summary.entries import told
from frontdesk.assistant.spoken import counted, listed, stamp
from frontdesk.crm.scope import Scope
from frontdesk.crm.timeline.dealings import Dealing, Dealings

ORDER = ("calls", "emails", "meetings", "notes", "tasks", "deals", "messages", "activities")
_OPEN = {"emails": "not sent", "meetings": "ahead", "tasks": "open", "deals": "open"}


def counts(dossier: Dossier) -> str:
    """`3 calls, 2 emails (1 not sent) and 1 note. No meetings, tasks or deals.`"""
    known = [dossier.of(name) for name in ORDER if name in dossier.dealings]
    there = [_count(one) for one in known if one.total]
    missing = listed([one.object for one in known if not one.total], "or")
    parts = [f"{listed(there)}." if there else "", f"No {missing}." if missing else ""]
    return " ".join(part for part in parts if part)


def _count(dealings: Dealings) -> str:
    one = {"activities": "activity"}.get(dealings.object, dealings.object.removesuffix("s"))
    notes = [f"{dealings.open_count:,} {_OPEN[dealings.object]}"] if dealings.open_count else []
    notes += [f"{dealings.late_count:,} late"] if dealings.late_count else []
    words = counted(dealings.total, one, dealings.object)
    return f"{words} ({', '.join(notes)})" if notes else words


def latest(scope: Scope, dossier: Dossier) -> list[str]:
    """A line for each kind that there is: `Tue 10 Mar 14:30 · Outbound call, answered`."""
    found = [_latest_of(dossier.of(name)) for name in ORDER]
    return [line(scope, dossier, one) for one in found if one is not None]


def _latest_of(dealings: Dealings) -> Dealing | None:
    """What is over before what is not: that is told among the next steps."""
    return next(iter((*dealings.done, *dealings.open)), None)


def line(scope: Scope, dossier: Dossier, dealing: Dealing) -> str:
    words = told(dealing, scope.definition(dealing.object), dossier.habits)
    return f"{stamp(dossier.habits, dealing.at)} · {words}"
