"""Jobs of conversations: calling people to who waits, giving out to who has room, taking back from who has left."""

from uuid import UUID

from frontdesk.conversations.assignment import AssignmentService
from frontdesk.conversations.waiting import CALL_PEOPLE, DEAL_OUT
from frontdesk.identity.service.users import RIGHTS_CHANGED
from frontdesk.platform.database import Database
from frontdesk.platform.events import EventLog
from frontdesk.platform.jobs import JobQueue

TAKE_BACK = "conversations.take_back"


def register(jobs: JobQueue, events: EventLog, database: Database, assignment: AssignmentService) -> None:
    """Names the jobs that conversations queue."""

    async def call_people(workspace_id: int, conversation_id: str) -> None:
        async with database.unit_of_work(workspace_id) as unit:
            await assignment.called(unit, UUID(conversation_id))

    async def deal_out(workspace_id: int) -> None:
        async with database.unit_of_work(workspace_id) as unit:
            waiting = await assignment.waiting(unit)
        for conversation_id in waiting:
            async with database.unit_of_work(workspace_id) as unit:
                if not await assignment.give_out(unit, conversation_id):
                    return

    async def take_back(workspace_id: int, event_id: str) -> None:
        async with database.unit_of_work(workspace_id) as unit:
            left = await assignment.left_behind(unit)
        for conversation_id in left:
            async with database.unit_of_work(workspace_id) as unit:
                await assignment.take_back(unit, conversation_id)

    jobs.add(CALL_PEOPLE, call_people)
    jobs.add(DEAL_OUT, deal_out)
    jobs.add(TAKE_BACK, take_back)
    events.subscribe(RIGHTS_CHANGED, TAKE_BACK)
