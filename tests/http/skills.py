"""The skills of the assistant, each carried out as a turn of a member of staff, in a transaction of its own."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from frontdesk.assistant.answer import Answer
from frontdesk.assistant.memory import Memory
from frontdesk.assistant.turn import Turn
from frontdesk.crm.scope import ScopeReader
from frontdesk.identity.callers import Caller, CallerKind, Role
from tests.conftest import Running, Staff


class Skill(Protocol):
    async def run(self, turn: Turn, meaning: Any) -> Answer: ...


def caller_of(staff: Staff) -> Caller:
    """Who the staff member is to the program."""
    found = staff.running.rows("SELECT id, workspace_id, role, name FROM users WHERE email = %s", staff.email)
    user_id, workspace_id, role, name = found[0]
    return Caller(CallerKind.STAFF, workspace_id, user_id=user_id, role=Role(role), name=name)


def in_turn(staff: Staff, work: Callable[[Turn], Awaitable[Any]], memory: Memory | None = None) -> Any:
    """What `work` returns, done in one turn of the staff member's."""
    running: Running = staff.running
    caller = caller_of(staff)

    async def run() -> Any:
        database = running.composition.database
        async with database.unit_of_work(caller.workspace_id, staff=caller.as_staff) as unit:
            scope = await running.composition.provided.get(ScopeReader).read(unit)
            return await work(Turn(unit, scope, caller, "", memory or Memory()))

    assert running.client.portal is not None
    return running.client.portal.call(run)


def answer_of(staff: Staff, skill: Skill, meaning: Any, memory: Memory | None = None) -> Answer:
    """The skill's answer to what was meant."""
    answer: Answer = in_turn(staff, lambda turn: skill.run(turn, meaning), memory)
    return answer
