"""Jobs of conversations: calling people when a customer begins to wait."""

from uuid import UUID

from frontdesk.conversations.calling import PeopleCaller
from frontdesk.conversations.waiting import CALL_PEOPLE
from frontdesk.platform.database import Database
from frontdesk.platform.jobs import JobQueue


def register(jobs: JobQueue, database: Database, caller: PeopleCaller) -> None:
    """Names the jobs that conversations queue."""

    async def call_people(workspace_id: int, conversation_id: str) -> None:
        async with database.unit_of_work(workspace_id) as unit:
            await caller.call(unit, UUID(conversation_id))

    jobs.add(CALL_PEOPLE, call_people)
