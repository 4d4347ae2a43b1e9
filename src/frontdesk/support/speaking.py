"""What a message over a socket becomes: a customer's question to the desk, or a person's answer to the customer."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from frontdesk.conversations.live import ConversationStream
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.callers import Role
from frontdesk.identity.chat_limit import count_message
from frontdesk.platform.database import Database
from frontdesk.platform.errors import InvalidError
from frontdesk.platform.limits import RateLimiter
from frontdesk.platform.settings import Settings
from frontdesk.support.replies import handled_by
from frontdesk.support.service import Ask, SupportDesk, Taken


@dataclass
class Speaker:
    """One for each process. Keeps the turns whose sockets have gone."""

    desk: SupportDesk
    conversations: ConversationService
    database: Database
    limiter: RateLimiter
    settings: Settings
    _turns: set[asyncio.Task[None]] = field(default_factory=set)

    async def say(
        self, stream: ConversationStream, content: str, message_id: str | None, attachments: tuple[UUID, ...] = ()
    ) -> Taken | None:
        """Stores the message; None where there is no answer to wait for, since a person wrote it."""
        if stream.is_staff:
            await self._reply(stream, content, attachments)
            return None
        await count_message(self.limiter, self.settings, stream.caller)
        return await self.desk.take(
            Ask(
                caller=stream.caller,
                message=content,
                conversation=stream.entrance.reference,
                user_id=stream.entrance.user_id,
                message_id=message_id,
                attachments=attachments,
            )
        )

    async def answer(self, taken: Taken) -> str:
        return handled_by(await self.desk.answer(taken))

    def keep(self, turn: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(turn)
        self._turns.add(task)
        task.add_done_callback(self._turns.discard)
        return task

    async def close(self) -> None:
        for task in self._turns:
            task.cancel()
        await asyncio.gather(*self._turns, return_exceptions=True)

    async def _reply(self, stream: ConversationStream, content: str, attachments: tuple[UUID, ...]) -> None:
        # Whose account was closed a moment ago writes to nobody any more.
        staff = (await stream.check()).require(Role.AGENT)
        if not content.strip() and not attachments:
            raise InvalidError("Write a message first.")
        async with self.database.unit_of_work(stream.entrance.place.workspace_id, staff=staff.as_staff) as unit:
            conversation = await self.conversations.enter(unit, stream.entrance.place, staff, lock=True)
            await self.conversations.reply(unit, conversation, staff, content, attachments)
