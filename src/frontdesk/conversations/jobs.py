"""Jobs of conversations: calling people when a customer begins to wait, and giving out to who has room again."""

from uuid import UUID

from frontdesk.conversations.assignment import AssignmentService
from frontdesk.conversations.waiting import CALL_PEOPLE, DEAL_OUT
from frontdesk.platform.database import Database
from frontdesk.platform.jobs import JobQueue


def register(jobs: JobQueue, database: Database, assignment: AssignmentService) -> None:
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

    jobs.add(CALL_PEOPLE, call_people)
    jobs.add(DEAL_OUT, deal_out)
