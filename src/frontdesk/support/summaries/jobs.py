"""The job that sums up the conversations of a bot, some at a time."""

from uuid import UUID

import structlog

from frontdesk.platform.database import Database
from frontdesk.platform.errors import UnavailableError
from frontdesk.platform.jobs import JobQueue
from frontdesk.support.summaries.keeping import SUMMARISE_BOT, SummaryKeeper

log = structlog.get_logger(__name__)

# Then the job queues itself anew, so that other jobs have their turn between.
AT_A_TIME = 200


class SummariseBot:
    """Sums up what has no summary, or an outgrown one. What is done is done: a second run passes over it."""

    def __init__(self, database: Database, keeper: SummaryKeeper):
        self._database = database
        self._keeper = keeper

    async def run(self, workspace_id: int, bot_id: int, after: str | None = None) -> None:
        async with self._database.unit_of_work(workspace_id) as unit:
            found = await self._keeper.next_stale(unit, bot_id, UUID(after) if after else None, AT_A_TIME)
        for conversation_id in found:
            await self._renew(workspace_id, conversation_id)
        if len(found) == AT_A_TIME:
            async with self._database.unit_of_work(workspace_id) as unit:
                await self._keeper.queue_next(unit, bot_id, found[-1])

    async def _renew(self, workspace_id: int, conversation_id: UUID) -> None:
        try:
            async with self._database.unit_of_work(workspace_id) as unit:
                await self._keeper.renew(unit, conversation_id)
        except UnavailableError:
            raise
        except Exception:
            # The others are not to wait for this one.
            log.exception("conversation_not_summed_up", conversation_id=str(conversation_id))


def register(jobs: JobQueue, summarise: SummariseBot) -> None:
    jobs.add(SUMMARISE_BOT, summarise.run)
