"""Asking back, and saying no: what could not be read in one way alone, and what is not done here."""

from frontdesk.assistant.answer import Answer, Outcome, Source
from frontdesk.assistant.meaning import AskBack, Refuse
from frontdesk.assistant.turn import Turn


class AskSkill:
    """Carries no message out."""

    async def run(self, turn: Turn, meaning: AskBack | Refuse) -> Answer:
        if isinstance(meaning, Refuse):
            return Answer(meaning.reason, Source.NONE, Outcome.REFUSED, suggested_actions=meaning.suggested)
        return Answer(
            meaning.question, Source.CRM, Outcome.ASKED, choices=tuple(meaning.choices), pending=meaning.pending
        )
