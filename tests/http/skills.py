"""The skills of the assistant, each carried out as a turn of a member of staff, in a transaction of its own."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from frontdesk.assistant.answer import Answer
from frontdesk.assistant.meaning import Draft
from frontdesk.assistant.memory import Memory
from frontdesk.assistant.skills.email_draft.reading import ContextReader
from frontdesk.assistant.skills.email_draft.skill import DraftComposer, EmailDraftSkill
from frontdesk.assistant.skills.email_draft.writing import LocalDraftWriter
from frontdesk.assistant.turn import Turn
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.service import RecordService
from frontdesk.crm.scope import ScopeReader
from frontdesk.crm.timeline.dealings import DealingsReader
from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.identity.service.workspaces import WorkspaceService
from tests.conftest import Running, Staff
from tests.http.crm import add

# A Thursday; in Kolkata it is half past nine in the evening.
NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


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


def at(moment: datetime) -> str:
    return moment.isoformat()


def bright_path(running: Running) -> Staff:
    """The owner of a workspace in Kolkata."""
    staff = running.found()
    habits = {"time_zone": "Asia/Kolkata", "currency": "INR", "name": "Bright Path"}
    assert staff.patch("/api/v1/workspace", json=habits).status_code == 200
    return staff


def drafts(staff: Staff, silence_days: int = 30) -> EmailDraftSkill:
    provided = staff.running.composition.provided
    reader = provided.get(RecordReader)
    contexts = ContextReader(reader, DealingsReader(), provided.get(WorkspaceService))
    composer = DraftComposer(reader, contexts, LocalDraftWriter(), silence_days)
    return EmailDraftSkill(composer, reader, provided.get(RecordService))


def draft(staff: Staff, record: dict[str, Any], object: Any = "leads", **options: Any) -> Answer:
    memory, silence = options.pop("memory", None), options.pop("silence_days", 30)
    return answer_of(staff, drafts(staff, silence), Draft(object, record["id"], **options), memory)


def email_of(answer: Answer) -> dict[str, Any]:
    assert answer.email is not None, answer
    return dict(answer.email)


def guna(staff: Staff, **values: Any) -> dict[str, Any]:
    course = add(staff, "courses", title="Data Science", duration_weeks=14, fee=150_000, status="open")
    named = {"name": "guna kumar", "email": "guna@mail.example", "source": "website", "course_id": course["id"]}
    return add(staff, "leads", **{**named, **values})
