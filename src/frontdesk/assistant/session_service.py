"""SessionService: begins, ends and shows sessions of the assistant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from frontdesk.assistant.entrance import Entrance, Seat
from frontdesk.assistant.errors import NotYourAdminIdError, SessionNotFoundError
from frontdesk.assistant.models import KeptTurn, Session
from frontdesk.assistant.nodes.validate_session import belongs_to
from frontdesk.assistant.repository import SessionRepository
from frontdesk.identity.callers import Caller
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.identifiers import digest, new_uuid
from frontdesk.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Opened:
    """A session with the name that its caller knows it by, and a piece of its turns, the oldest first."""

    reference: str
    session: Session
    turns: Sequence[KeptTurn] = ()
    more: bool = False


class SessionService:
    """Opens its own units of work: whose session it is decides in which workspace."""

    def __init__(self, database: Database, entrance: Entrance, clock: Clock, idle_hours: float):
        self._database = database
        self._entrance = entrance
        self._clock = clock
        self._idle = timedelta(hours=idle_hours)
        self._sessions = SessionRepository()

    async def start(self, caller: Caller, admin_id: int | None = None) -> Opened:
        """A session of the caller; of nobody in particular where they have no login and that is allowed.

        Raises AssistantNeedsLoginError, RoleNeededError, NotYourAdminIdError.
        """
        if admin_id is not None and admin_id != caller.require_signed_in().user_id:
            raise NotYourAdminIdError
        seat = await self._entrance.seat(caller)
        secret = digest(seat.secret) if seat.secret else None
        async with self._database.unit_of_work(seat.workspace_id) as unit:
            session = await self._sessions.add(unit, seat.caller, new_uuid(), secret, self._clock.now(), self._idle)
        return Opened(seat.reference(session.id), session)

    async def end(self, caller: Caller, session_id: str) -> Opened:
        """Raises SessionNotFoundError. To end it again changes nothing."""
        seat = await self._entrance.seat(caller, session_id)
        async with self._database.unit_of_work(seat.workspace_id) as unit:
            session = await self._own(unit, seat)
            await self._sessions.end(unit, session.id, self._clock.now())
            ended = await self._own(unit, seat)
        return Opened(session_id, ended)

    async def turns(self, caller: Caller, session_id: str, before: int | None, limit: int) -> Opened:
        """Raises SessionNotFoundError."""
        seat = await self._entrance.seat(caller, session_id)
        async with self._database.unit_of_work(seat.workspace_id) as unit:
            session = await self._own(unit, seat)
            found = await self._sessions.turns(unit, session.id, before, limit + 1)
        return Opened(session_id, session, found[-limit:], len(found) > limit)

    async def own(
        self, unit: UnitOfWork, caller: Caller, before: UUID | None, limit: int
    ) -> tuple[Sequence[Session], int]:
        """Sessions of the caller in which something was said, the newest first; and how many there are."""
        return await self._sessions.own(unit, caller, before, limit)

    async def _own(self, unit: UnitOfWork, seat: Seat) -> Session:
        assert seat.session is not None
        session = await self._sessions.load(unit, seat.session)
        if session is None or not belongs_to(session, seat.caller):
            raise SessionNotFoundError
        return session
