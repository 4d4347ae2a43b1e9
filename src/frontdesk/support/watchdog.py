"""The watchdog: sees that no customer is left alone, by a process that died in a turn or by people who do not come."""

import structlog
from sqlalchemy import text

from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.snoozing import SnoozeService
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.jobs import JobQueue
from frontdesk.support.service import SupportDesk

log = structlog.get_logger(__name__)

JOB = "support.watchdog"
# Every twenty seconds: the sixth part of such a time are the seconds.
WHEN = "* * * * * */20"
MOST_AT_ONCE = 200

_TO_RAISE = text("SELECT workspace_id, conversation_id FROM door_to_raise(:now, :most)")
_DEAD_TURNS = text("SELECT workspace_id, conversation_id FROM door_dead_turns(:most)")


class Watchdog:
    """Looks once when it is told to."""

    def __init__(
        self,
        database: Database,
        desk: SupportDesk,
        conversations: ConversationService,
        snoozes: SnoozeService,
        clock: Clock,
    ):
        self._database = database
        self._snoozes = snoozes
        self._desk = desk
        self._conversations = conversations
        self._clock = clock

    async def look(self) -> None:
        await self.complete_dead_turns()
        await self.wake_snoozed()
        await self.raise_waiting()

    async def complete_dead_turns(self) -> None:
        """Runs the turns whose process was killed: their customers get their answer, or a person."""
        async with self._database.unit_of_work(None) as unit:
            found = (await unit.execute(_DEAD_TURNS, {"most": MOST_AT_ONCE})).all()
        for row in found:
            try:
                await self._desk.complete(row.workspace_id, row.conversation_id)
            except Exception:
                # The others are not to wait for this one; it is tried again, and then given to a person.
                log.exception("dead_turn_not_completed", conversation_id=str(row.conversation_id))

    async def wake_snoozed(self) -> None:
        """Brings back what was put off until now."""
        async with self._database.unit_of_work(None) as unit:
            found = await self._snoozes.due(unit, MOST_AT_ONCE)
        for row in found:
            async with self._database.unit_of_work(row.workspace_id) as own:
                await self._snoozes.wake_due(own, row.conversation_id)

    async def raise_waiting(self) -> None:
        """Raises again whom nobody answers, the loudest first, each in a transaction of its own."""
        async with self._database.unit_of_work(None) as unit:
            found = (await unit.execute(_TO_RAISE, {"now": self._clock.now(), "most": MOST_AT_ONCE})).all()
        for row in found:
            async with self._database.unit_of_work(row.workspace_id) as own:
                await self._conversations.raise_again(own, row.conversation_id)


def register(jobs: JobQueue, watchdog: Watchdog) -> None:
    """Has the worker look every twenty seconds."""

    async def look(timestamp: int) -> None:
        await watchdog.look()

    jobs.add_periodic(JOB, WHEN, look)
