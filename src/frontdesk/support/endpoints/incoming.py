"""Frames that come in over a socket: their shape and their bounds."""

import time
from typing import Literal

from pydantic import BaseModel, ValidationError

from frontdesk.conversations.schemas import AttachmentIds, MessageId, MessageText
from frontdesk.platform.errors import BadRequestError, InvalidError, TooLargeError, TooManyRequestsError
from frontdesk.platform.texts import Reference

MOST_CHARACTERS = 200_000
# More frames than these in one span are no person's.
SPAN_SECONDS, MOST_IN_SPAN = 10.0, 200


class IncomingFrame(BaseModel):
    """`message`, `typing` (content `off` when the writing ends) or `ping`.

    `id`, the client's own, makes a message that is sent again after a break be stored once.
    """

    type: Literal["message", "typing", "ping"]
    content: MessageText = ""
    session_id: Reference | None = None
    id: MessageId | None = None
    attachments: AttachmentIds = []


class TooFastError(TooManyRequestsError):
    title = "Too many frames"


def read_frame(text: str) -> IncomingFrame:
    """The frame; BadRequestError for what is no JSON, InvalidError for what does not fit."""
    if len(text) > MOST_CHARACTERS:
        raise TooLargeError("A frame holds 200,000 characters at most.")
    try:
        return IncomingFrame.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        if fault["type"] == "json_invalid":
            raise BadRequestError("The frame is not JSON.") from error
        field = ".".join(str(part) for part in fault["loc"]) or "frame"
        raise InvalidError(f"{field}: {fault['msg']}", errors=[{"field": field, "reason": fault["msg"]}]) from error


class Pace:
    """How many frames a socket sends."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._count = 0

    def count(self) -> None:
        """Raises TooFastError for one that is too many."""
        now = time.monotonic()
        if now - self._since > SPAN_SECONDS:
            self._since, self._count = now, 0
        self._count += 1
        if self._count > MOST_IN_SPAN:
            raise TooFastError("This socket sends too many frames.", retry_after=int(SPAN_SECONDS))
