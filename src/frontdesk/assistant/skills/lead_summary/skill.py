"""Summaries: all that is known of a lead, a contact or a deal; or only its history, or what was last."""

from collections.abc import Sequence

from frontdesk.assistant.answer import Answer, Outcome, Shown, Source
from frontdesk.assistant.meaning import Summarise
from frontdesk.assistant.skills.lead_summary.dossier import Dossier, DossierReader
from frontdesk.assistant.skills.lead_summary.figures import counts, latest
from frontdesk.assistant.skills.lead_summary.history import history
from frontdesk.assistant.skills.lead_summary.portrait import portrait
from frontdesk.assistant.skills.lead_summary.standing import last_contact, standing
from frontdesk.assistant.skills.names import said, title_of
from frontdesk.assistant.turn import Turn
from frontdesk.crm.errors import RecordNotFoundError
from frontdesk.crm.scope import Scope

LINES_OF_SUMMARY = 10
LINES_OF_HISTORY = 25


class LeadSummarySkill:
    """Sums a record up."""

    def __init__(self, dossiers: DossierReader):
        self._dossiers = dossiers

    async def run(self, turn: Turn, meaning: Summarise) -> Answer:
        lines = LINES_OF_HISTORY if meaning.only == "history" else LINES_OF_SUMMARY
        try:
            dossier = await self._dossiers.read(turn, meaning.object, meaning.id, lines)
        except RecordNotFoundError as error:
            return Answer(error.detail, Source.LEAD_SUMMARY, Outcome.REFUSED)
        tell = {"all": _all, "history": _history, "last": _last}[meaning.only]
        return Answer(
            response=tell(turn.scope, dossier),
            source=Source.LEAD_SUMMARY,
            records=Shown(dossier.definition.name, (dossier.record["id"],), 1),
            suggested_actions=_next_steps(dossier, meaning.only),
        )


def _all(scope: Scope, dossier: Dossier) -> str:
    blocks = [" ".join(portrait(dossier))]
    if dossier.definition.has_timeline:
        blocks += [
            " ".join(standing(scope, dossier)),
            counts(dossier),
            _listed("Latest of each", latest(scope, dossier)),
            _listed("History", history(scope, dossier, LINES_OF_SUMMARY)),
        ]
    return "\n\n".join(block for block in blocks if block)


def _history(scope: Scope, dossier: Dossier) -> str:
    name = title_of(dossier.record)
    lines = history(scope, dossier, LINES_OF_HISTORY)
    return _listed(f"History of {name}, the newest first", lines) or f"Nothing is recorded of {name} yet."


def _last(scope: Scope, dossier: Dossier) -> str:
    name = title_of(dossier.record)
    if dossier.last is None and not dossier.record.get("last_contacted_at"):
        return f"Nothing was said or written between you and {name} yet."
    words = last_contact(scope, dossier)
    return f"{name}: {words[0].lower()}{words[1:]}"


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}:", *(f"• {line}" for line in lines)]) if lines else ""


def _next_steps(dossier: Dossier, only: str) -> list[str]:
    if dossier.definition.name not in ("leads", "contacts"):
        return []
    command = said(dossier.definition.label, dossier.record)
    other = f"What's the history of {command}?" if only == "all" else f"Give me full summary of {command}"
    return [f"Draft follow-up email for {command}", other]
