"""Summaries that are kept: made once, and made anew when the conversation has moved on."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

import orjson

from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.kept_summaries import KeptSummaries, KeptSummary
from frontdesk.conversations.models import Conversation, ConversationEvent
from frontdesk.conversations.service import ConversationService
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork
from frontdesk.support.summaries.summary import Summary, SummaryWriter
from frontdesk.support.summaries.talk import Talk

# Kept ones of a lower version are made anew: raise it when summaries are written in another way.
VERSION = 1
SUMMARISE_BOT = "support.summarise_bot"
# Of a longer conversation its beginning and its end are read.
FIRST_READ, LAST_READ = 30, 150


class SummaryKeeper:
    """Hands out summaries. Takes a unit of work and never commits."""

    def __init__(self, conversations: ConversationService, bots: BotService, writer: SummaryWriter, clock: Clock):
        self._conversations = conversations
        self._bots = bots
        self._writer = writer
        self._clock = clock
        self._kept = KeptSummaries(VERSION)

    async def of(self, unit: UnitOfWork, conversation: Conversation) -> KeptSummary:
        """The summary of the conversation as it is now."""
        kept = await self._kept.get(unit, conversation.id)
        if kept is not None and kept.up_to_seq >= conversation.last_seq and kept.version >= VERSION:
            return kept
        return await self._made(unit, conversation)

    async def newest(self, unit: UnitOfWork, bot_id: int, after: UUID | None, most: int) -> list[Any]:
        """See KeptSummaries. Raises BotNotFoundError."""
        await self._bots.get(unit, bot_id)
        return await self._kept.newest(unit, bot_id, after, most)

    async def queue_bot(self, unit: UnitOfWork, bot_id: int) -> int:
        """Has the worker sum up all conversations of the bot that need it; how many. Raises BotNotFoundError."""
        await self._bots.get(unit, bot_id)
        count = await self._kept.count_stale(unit, bot_id)
        if count:
            await self.queue_next(unit, bot_id, None)
        return count

    async def queue_next(self, unit: UnitOfWork, bot_id: int, after: UUID | None) -> None:
        await unit.defer(
            SUMMARISE_BOT,
            queueing_lock=f"{SUMMARISE_BOT}:{bot_id}:{after or ''}",
            workspace_id=unit.workspace_id,
            bot_id=bot_id,
            after=str(after) if after else None,
        )

    async def next_stale(self, unit: UnitOfWork, bot_id: int, after: UUID | None, most: int) -> list[UUID]:
        return await self._kept.next_stale(unit, bot_id, after, most)

    async def renew(self, unit: UnitOfWork, conversation_id: UUID) -> None:
        """Sums one conversation up, for the job."""
        conversation = await self._conversations.get(unit, conversation_id)
        if conversation is not None:
            await self.of(unit, conversation)

    async def _made(self, unit: UnitOfWork, conversation: Conversation) -> KeptSummary:
        events = await self._events(unit, conversation)
        bot = await self._bots.get(unit, conversation.bot_id) if conversation.bot_id else None
        keywords = tuple(bot.escalation.get("keywords", ())) if bot else ()
        talk = Talk(events, conversation.customer_name, bot.name if bot else "", keywords)
        summary = await self._writer.write(talk)
        kept = KeptSummary(
            conversation_id=conversation.id,
            up_to_seq=conversation.last_seq,
            version=VERSION,
            engine=self._writer.engine,
            summary=summary.text,
            for_customer=summary.for_customer,
            parts=_parts(summary),
            made_at=self._clock.now(),
        )
        await self._kept.keep(unit, kept)
        return kept

    async def _events(self, unit: UnitOfWork, conversation: Conversation) -> Sequence[ConversationEvent]:
        """The whole log, or its beginning and its end."""
        last = conversation.last_seq
        if last <= FIRST_READ + LAST_READ:
            return await self._conversations.log(unit, conversation.id, 0, FIRST_READ + LAST_READ)
        beginning = await self._conversations.log(unit, conversation.id, 0, FIRST_READ)
        # The numbers of a log that was merged begin high.
        behind = max(last - LAST_READ, beginning[-1].seq if beginning else 0)
        return [*beginning, *await self._conversations.log(unit, conversation.id, behind, LAST_READ)]


def _parts(summary: Summary) -> dict[str, Any]:
    """All but the texts, as JSON."""
    parts: dict[str, Any] = orjson.loads(orjson.dumps(asdict(summary)))
    return {name: value for name, value in parts.items() if name not in ("text", "for_customer")}
