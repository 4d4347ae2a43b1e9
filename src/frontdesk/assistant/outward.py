"""Outward answers: those that are complete only when something has left the house, after the commit."""

from dataclasses import dataclass, replace

from frontdesk.assistant.answer import Answer, Outcome
from frontdesk.assistant.sending.service import EmailSending
from frontdesk.identity.callers import Caller
from frontdesk.platform.errors import FrontdeskError


@dataclass(frozen=True)
class OutwardAnswer(Answer):
    """What is known before the email `email_id` is sent; it stands if the program dies while it is.

    `version`: of the email that was said yes to. `again`: also if an earlier try may have arrived.
    """

    email_id: int = 0
    version: int | None = None
    again: bool = False


class OutwardMail:
    """Sends what was said yes to, and says what came of it."""

    def __init__(self, sending: EmailSending):
        self._sending = sending

    async def send(self, workspace_id: int, caller: Caller, answer: OutwardAnswer) -> Answer:
        """Opens its own transactions. A mail that failed is no error: it is told, and the mail is kept."""
        try:
            sent = await self._sending.send_after_yes(
                workspace_id, caller, answer.email_id, again=answer.again, version=answer.version
            )
        except FrontdeskError as error:
            return replace(answer, response=f"{error.detail} The email is kept.", outcome=Outcome.FAILED)
        if sent.status == "failed":
            steps = ("Send it again",)
            return replace(answer, response=sent.detail, outcome=Outcome.FAILED, suggested_actions=steps)
        return replace(answer, response=sent.detail, outcome=Outcome.DONE)
