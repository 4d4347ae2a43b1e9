"""The files that a turn may use: waits, within bounds, until they are read."""

import asyncio
import time
from collections.abc import Sequence
from uuid import UUID

from frontdesk.conversations.attachments.models import NOTHING_ENCLOSED, READ, WAITING, Enclosed
from frontdesk.conversations.attachments.service import AttachmentService
from frontdesk.conversations.models import ConversationEvent
from frontdesk.conversations.turns import Turn
from frontdesk.platform.database import Database
from frontdesk.platform.unit_of_work import UnitOfWork

# How long to wait before looking again, while it grows: most files are read in a moment.
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.4


class Enclosures:
    """Finds the files of a turn. One for each process."""

    def __init__(self, database: Database, attachments: AttachmentService, wait_seconds: float):
        self._database = database
        self._attachments = attachments
        self._wait = wait_seconds

    async def of(self, turn: Turn, workspace_id: int) -> Enclosed | None:
        """The files of the messages of this turn, with what is in them; None, at no cost, where they brought none.

        A file that is not read in time is still `waiting`: the turn goes on without it.
        """
        ids = _ids(turn.earlier, turn.waiting)
        if not ids:
            return None
        until, pause = time.monotonic() + self._wait, FIRST_PAUSE
        while (left := until - time.monotonic()) > 0:
            enclosed = await self._look(workspace_id, ids, is_last=False)
            if enclosed is not None:
                return enclosed
            await asyncio.sleep(min(pause, left))
            pause = min(2 * pause, LONGEST_PAUSE)
        return await self._look(workspace_id, ids, is_last=True)

    async def at_hand(
        self, unit: UnitOfWork, earlier: Sequence[ConversationEvent], waiting: Sequence[ConversationEvent]
    ) -> Enclosed:
        """The same for these messages, without waiting."""
        ids = _ids(earlier, waiting)
        return await self._read(unit, ids) if ids else NOTHING_ENCLOSED

    async def _look(self, workspace_id: int, ids: list[UUID], *, is_last: bool) -> Enclosed | None:
        """None while a file waits to be read, unless this is the last look."""
        async with self._database.unit_of_work(workspace_id, durable=False) as unit:
            enclosed = await self._read(unit, ids)
        return enclosed if is_last or all(file.status != WAITING for file in enclosed.files) else None

    async def _read(self, unit: UnitOfWork, ids: list[UUID]) -> Enclosed:
        files = await self._attachments.named(unit, ids)
        readable = [file.id for file in files if file.status == READ]
        return Enclosed(files, await self._attachments.passages(unit, readable) if readable else ())


def _ids(earlier: Sequence[ConversationEvent], waiting: Sequence[ConversationEvent]) -> list[UUID]:
    """Of the files that these messages brought, each once.

    Also of the message just before, where it brought files without a word: the question about them comes now.
    """
    said = [message for message in earlier if message.actor_kind == "customer"]
    before = said[-1:] if said and not said[-1].content.strip() else []
    files = (file for message in [*before, *waiting] for file in message.data.get("attachments", ()))
    return list(dict.fromkeys(UUID(file["id"]) for file in files))
