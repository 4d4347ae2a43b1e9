"""Entrance: in which workspace and on whose behalf a message to the assistant is answered, and in which session."""

from dataclasses import dataclass
from uuid import UUID

from frontdesk.assistant.errors import AssistantNeedsLoginError, SessionNotFoundError
from frontdesk.assistant.repository import SessionRepository
from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.platform.database import Database
from frontdesk.platform.identifiers import digest, new_secret
from frontdesk.platform.remembered import Remembered

# What opens the session of somebody without a login: 128 random bits after it, and never the session's id.
SECRET_PREFIX = "fda_"  # noqa: S105 - a prefix, not a secret
FOUNDED_IS_KNOWN_SECONDS = 5.0


@dataclass(frozen=True)
class Seat:
    """Who talks, and in which session: its id or the digest of its secret, None for a new one.

    `secret`: what the caller calls the session where they have no login.
    """

    workspace_id: int
    caller: Caller
    session: UUID | bytes | None = None
    secret: str | None = None

    def reference(self, session_id: UUID) -> str:
        """What the caller is told to call the session."""
        return self.secret or str(session_id)


class Entrance:
    """Finds the seat of a request. `role`: what anyone without a login may do; none where nobody may."""

    def __init__(self, database: Database, role: str):
        self._database = database
        self._role = None if role == "none" else Role(role)
        self._first: Remembered[str, int] = Remembered(FOUNDED_IS_KNOWN_SECONDS, 1)
        self._sessions = SessionRepository()

    async def seat(self, caller: Caller, session_id: str | None = None, *, begins: bool = True) -> Seat:
        """Whether the session is there and theirs is asked where it is read. `begins`: without a name one may begin.

        Raises AssistantNeedsLoginError, RoleNeededError for customers, SessionNotFoundError.
        """
        if session_id is not None and session_id.startswith(SECRET_PREFIX):
            return await self._without_login(caller, session_id)
        if caller.is_anonymous:
            if session_id is not None:
                raise AssistantNeedsLoginError
            return await self._without_login(caller, new_secret(SECRET_PREFIX) if begins else None, is_new=True)
        caller.require(Role.VIEWER)
        assert caller.workspace_id is not None
        return Seat(caller.workspace_id, caller, _identifier(session_id))

    async def _without_login(self, caller: Caller, secret: str | None, *, is_new: bool = False) -> Seat:
        """A secret opens its session with the rights of nobody in particular, whoever sends it."""
        if self._role is None:
            raise AssistantNeedsLoginError
        workspace_id = await self._first_workspace()
        nobody = Caller(CallerKind.ANONYMOUS, workspace_id, role=self._role, address=caller.address)
        return Seat(workspace_id, nobody, None if is_new or secret is None else digest(secret), secret)

    async def _first_workspace(self) -> int:
        known = self._first.get("")
        if known is None:
            async with self._database.unit_of_work(None) as unit:
                known = await self._sessions.first_workspace(unit)
            if known is None:
                raise AssistantNeedsLoginError
            self._first.keep("", known)
        return known


def _identifier(session_id: str | None) -> UUID | None:
    if session_id is None:
        return None
    try:
        return UUID(session_id)
    except ValueError:
        raise SessionNotFoundError from None
