"""Sessions, messages and history by the paths of earlier clients."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from frontdesk.assistant.models import KeptTurn
from frontdesk.assistant.schemas import (
    AssistantTurn,
    EndedSession,
    EndIn,
    History,
    HistoryEntry,
    MessageIn,
    StartedSession,
    StartIn,
)
from frontdesk.assistant.service import AssistantDesk, Said
from frontdesk.assistant.session_service import Opened, SessionService
from frontdesk.identity.chat_limit import ChatLimit
from frontdesk.identity.dependencies import AnyCaller, StaffViewer
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(tags=["assistant of earlier clients"])

Sessions = Annotated[SessionService, provided(SessionService)]


@router.post("/session/start-anonymous", responses=problems(401, 403, 429, 503))
async def start_anonymous(caller: AnyCaller, sessions: Sessions, _: ChatLimit) -> StartedSession:
    """Begins a session without a login, where `ANONYMOUS_ASSISTANT_ROLE` names a role.

    `session_id` is a secret that opens this session alone. With a login it is a session of one's own.
    """
    return _started(await sessions.start(caller))


@router.post("/session/start", responses=problems(400, 401, 403, 422, 503))
async def start(caller: StaffViewer, sessions: Sessions, body: StartIn | None = None) -> StartedSession:
    """Begins a session of one's own."""
    return _started(await sessions.start(caller, body.admin_id if body else None))


@router.post("/session/end", responses=problems(400, 401, 403, 404, 422, 503))
async def end(body: EndIn, caller: AnyCaller, sessions: Sessions) -> EndedSession:
    """Ends a session; its history stays."""
    opened = await sessions.end(caller, body.session_id)
    return EndedSession(**_started(opened).model_dump(), ended_at=opened.session.ended_at)


@router.post("/chat/message", responses=problems(400, 401, 403, 404, 410, 422, 429, 503), response_model=AssistantTurn)
async def message(
    body: MessageIn, caller: AnyCaller, desk: Annotated[AssistantDesk, provided(AssistantDesk)], _: ChatLimit
) -> dict[str, Any]:
    """One message and its answer."""
    return await desk.say(Said(caller, body.message, body.session_id))


@router.get("/chat/history/{session_id}", responses=problems(401, 403, 404, 422))
async def history(
    session_id: Annotated[str, Path(min_length=1, max_length=200)],
    caller: AnyCaller,
    sessions: Sessions,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> History:
    """The last messages of a session with their answers, the oldest first."""
    opened = await sessions.turns(caller, session_id, None, limit)
    entries = [_entry(opened, turn) for turn in opened.turns]
    return History(session_id=session_id, count=len(entries), history=entries)


def _started(opened: Opened) -> StartedSession:
    session = opened.session
    values = {"status": session.status_at(datetime.now(UTC)), "created_at": session.created_at}
    return StartedSession.model_validate({"session_id": opened.reference, **values})


def _entry(opened: Opened, turn: KeptTurn) -> HistoryEntry:
    return HistoryEntry.model_validate(
        {
            "id": turn.id,
            "session_id": opened.reference,
            "admin_id": opened.session.admin_id,
            "user_message": turn.message,
            "assistant_response": turn.response,
            "source_type": turn.source_type,
            "response_time_ms": turn.response_time_ms,
            "created_at": turn.created_at,
        }
    )
