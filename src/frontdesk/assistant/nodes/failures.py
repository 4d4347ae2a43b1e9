"""Failures: what a person is told when the reading or carrying out of a message raised an error."""

from collections.abc import Awaitable

import structlog

from frontdesk.assistant.answer import Answer, Outcome, Source
from frontdesk.assistant.meaning import Draft, FollowUps, Meaning, Send, Summarise
from frontdesk.assistant.state import TurnState, Verdict
from frontdesk.crm.errors import ChangedMeanwhileError, HeldByOthersError, InvalidQueryError
from frontdesk.platform.errors import (
    ConflictError,
    ForbiddenError,
    FrontdeskError,
    InvalidError,
    NotFoundError,
    NotSignedInError,
    UnavailableError,
)

log = structlog.get_logger()

BROKEN = "Something went wrong while I worked on this. Nothing was changed and nothing was lost; try it again."

_SOURCES = {
    FollowUps: Source.FOLLOW_UP,
    Draft: Source.EMAIL_DRAFT,
    Send: Source.SEND_EMAIL,
    Summarise: Source.LEAD_SUMMARY,
}


async def or_failure(state: TurnState, work: Awaitable[TurnState]) -> TurnState:
    """What the work adds to the state; after an error the transaction goes back, and the answer tells of it."""
    try:
        return await work
    except Exception as error:
        if not _ends_in_an_answer(state, error):
            raise
        await state["turn"].unit.go_back(state["savepoint"])
        return {"answer": _answer(error, state.get("meaning")), "error": _noted(error)}


def source_of(meaning: Meaning | Verdict | None) -> Source:
    """Which part of the assistant a meaning belongs to."""
    return _SOURCES.get(type(meaning), Source.CRM)


def _ends_in_an_answer(state: TurnState, error: Exception) -> bool:
    if isinstance(error, UnavailableError):
        return False
    # A pressed button is a request of its own: what is not there, or not theirs, is told by its status.
    return not (state["order"].verdict and isinstance(error, NotFoundError | ForbiddenError | NotSignedInError))


def _answer(error: Exception, meaning: Meaning | Verdict | None) -> Answer:
    if not isinstance(error, FrontdeskError):
        log.error("assistant_turn_failed", exc_info=error)
        return Answer(BROKEN, source_of(meaning), Outcome.FAILED)
    return Answer(error.detail, source_of(meaning), _outcome(error))


def _outcome(error: FrontdeskError) -> Outcome:
    if isinstance(error, ChangedMeanwhileError):
        return Outcome.CONFLICT
    if isinstance(error, ForbiddenError | NotSignedInError):
        return Outcome.REFUSED
    if isinstance(error, InvalidQueryError | InvalidError | NotFoundError | HeldByOthersError | ConflictError):
        return Outcome.ASKED
    return Outcome.FAILED


def _noted(error: Exception) -> str:
    """For `retrieved_context`: the sentence of a known error, of others the kind alone."""
    return error.detail if isinstance(error, FrontdeskError) else type(error).__name__
