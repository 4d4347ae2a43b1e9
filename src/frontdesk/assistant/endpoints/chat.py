"""The assistant's path of the contract, and the sessions that one had."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query

from frontdesk.assistant.models import KeptTurn, Session
from frontdesk.assistant.schemas import AssistantTurn, ChatIn, KeptTurnOut, SessionOut, SessionTurns
from frontdesk.assistant.service import AssistantDesk, Said
from frontdesk.assistant.session_service import SessionService
from frontdesk.identity.chat_limit import ChatLimit
from frontdesk.identity.dependencies import AnyCaller, StaffViewer, Work
from frontdesk.platform.paging import MOST_ID, InvalidCursorError, Page, PageLimit, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/chat", tags=["assistant"])

Desk = Annotated[AssistantDesk, provided(AssistantDesk)]
Sessions = Annotated[SessionService, provided(SessionService)]


@router.post("", responses=problems(400, 401, 403, 404, 410, 422, 429, 503), response_model=AssistantTurn)
async def talk(body: ChatIn, caller: AnyCaller, desk: Desk, _: ChatLimit) -> dict[str, Any]:
    """One message to the CRM and its answer. Send `session_id` back to go on with the conversation.

    Without a login it answers only where `ANONYMOUS_ASSISTANT_ROLE` names a role; `session_id` is a secret then.
    """
    viewing = (body.viewing.object, body.viewing.id) if body.viewing else None
    return await desk.say(Said(caller, body.message, body.session_id, viewing))


@router.get("/sessions", responses=problems(401, 403, 422))
async def my_sessions(
    caller: StaffViewer,
    work: Work,
    sessions: Sessions,
    limit: PageLimit,
    after: Annotated[str | None, Query(max_length=40, description="`next` of the page before")] = None,
) -> Page[SessionOut]:
    """One's own sessions in which something was said, the newest first."""
    rows, total = await sessions.own(work, caller, _before(after), limit + 1)
    shown, more = cut(rows, limit)
    items = [_session(session) for session in shown]
    return Page(items=items, next=str(shown[-1].id) if more else None, total=total)


@router.get("/sessions/{session_id}", responses=problems(401, 403, 404, 422))
async def session_turns(
    session_id: Annotated[str, Path(min_length=1, max_length=200)],
    caller: AnyCaller,
    sessions: Sessions,
    limit: PageLimit,
    before: Annotated[int | None, Query(ge=1, le=MOST_ID, description="Turns before that one")] = None,
) -> SessionTurns:
    """A session with its last turns as they were answered, so that nothing is lost when a page is loaded anew."""
    opened = await sessions.turns(caller, session_id, before, limit)
    items = [_turn(turn) for turn in opened.turns]
    session = _session(opened.session).model_dump() | {"session_id": opened.reference}
    return SessionTurns(**session, items=items, before=items[0].id if opened.more else None)


def _session(session: Session) -> SessionOut:
    return SessionOut.model_validate(
        {
            "session_id": str(session.id),
            "status": session.status_at(datetime.now(UTC)),
            "first_words": session.first_words,
            "turns": session.turns,
            "created_at": session.created_at,
            "last_activity": session.last_activity,
        }
    )


def _turn(turn: KeptTurn) -> KeptTurnOut:
    return KeptTurnOut.model_validate(
        {**turn.answer, "id": turn.id, "message": turn.message, "created_at": turn.created_at}
    )


def _before(after: str | None) -> UUID | None:
    if not after:
        return None
    try:
        return UUID(after)
    except ValueError:
        raise InvalidCursorError from None
