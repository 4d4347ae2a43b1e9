"""Statements of attempts. Each step is one statement that names the state it starts from."""

from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, func, insert, or_, select, update

from frontdesk.assistant.sending.models import Attempt, State, attempts
from frontdesk.crm.records.command import Actor
from frontdesk.platform.unit_of_work import UnitOfWork

_AGE = func.extract(
    "epoch", func.clock_timestamp() - func.coalesce(attempts.c.handed_over_at, attempts.c.claimed_at)
).label("age")
_NAMES = (
    "id", "email_id", "state", "message_id", "via", "actor_kind", "actor_id", "actor_name", "actor_role", "ended_at"
)  # fmt: skip
_READ = select(*(attempts.c[name] for name in _NAMES), _AGE)


class AttemptRepository:
    """Rows of attempts."""

    async def get(self, unit: UnitOfWork, attempt_id: int) -> Attempt | None:
        return _attempt((await unit.execute(_READ.where(attempts.c.id == attempt_id))).mappings().one_or_none())

    async def last(self, unit: UnitOfWork, email_id: int) -> Attempt | None:
        """The latest try of that email."""
        statement = _READ.where(attempts.c.email_id == email_id).order_by(attempts.c.id.desc()).limit(1)
        return _attempt((await unit.execute(statement)).mappings().one_or_none())

    async def claim(self, unit: UnitOfWork, actor: Actor, email_id: int, message_id: str) -> int:
        """Begins a try. The database refuses a second one while one is under way (IntegrityError)."""
        caller = actor.caller
        values: dict[str, Any] = {
            "email_id": email_id,
            "message_id": message_id,
            "state": State.CLAIMED,
            "via": actor.via,
            "actor_kind": caller.kind.value,
            "actor_id": caller.actor_id,
            "actor_name": caller.name,
            "actor_role": caller.role,
            "claimed_at": func.now(),
        }
        statement = insert(attempts).values(workspace_id=unit.workspace_id, **values).returning(attempts.c.id)
        return int((await unit.execute(statement)).scalar_one())

    async def hand_over(self, unit: UnitOfWork, attempt_id: int, runner: UUID) -> bool:
        """Notes that the mail server is about to get the text; False where another was faster or it is over."""
        statement = update(attempts).where(attempts.c.id == attempt_id, attempts.c.state == State.CLAIMED)
        values = {"state": State.HANDED_OVER, "runner": runner, "handed_over_at": func.clock_timestamp()}
        return bool((await unit.execute(statement.values(**values))).rowcount)

    async def end(self, unit: UnitOfWork, attempt_id: int, state: State, runner: UUID | None = None) -> bool:
        """Notes what came of it; with a `runner` not where another has handed it over. False: not ours to say."""
        handed_over = attempts.c.state == State.HANDED_OVER
        ours = handed_over if runner is None else and_(handed_over, attempts.c.runner == runner)
        statement = update(attempts).where(attempts.c.id == attempt_id, or_(attempts.c.state == State.CLAIMED, ours))
        values = {"state": state, "ended_at": func.clock_timestamp()}
        return bool((await unit.execute(statement.values(**values))).rowcount)


def _attempt(row: RowMapping | None) -> Attempt | None:
    if row is None:
        return None
    return Attempt(**{**row, "state": State(row["state"]), "age": float(row["age"])})
