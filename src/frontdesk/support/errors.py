"""Errors of the customer's turn."""

from frontdesk.platform.errors import UnavailableError


class AnswerLateError(UnavailableError):
    title = "The answer takes longer than usual"

    def __init__(self) -> None:
        super().__init__("Your message is kept, and the answer will appear in the conversation.", retry_after=2)
