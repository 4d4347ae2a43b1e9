"""Giving conversations to people: by hand, to whoever is next, and by the bot itself when it hands over."""

from uuid import UUID

from sqlalchemy import text

from frontdesk.conversations.availability import AvailabilityService
from frontdesk.conversations.bot_repository import BotRepository
from frontdesk.conversations.business_hours import HandoffRules
from frontdesk.conversations.calling import PeopleCaller
from frontdesk.conversations.errors import MemberNotFoundError, NobodyAvailableError, ResolvedError
from frontdesk.conversations.log import staff_actor
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.callers import Caller
from frontdesk.platform.unit_of_work import UnitOfWork

# Those who wait for somebody with room, the loudest and then the longest waiting first.
_TO_GIVE_OUT = text(
    """
    SELECT c.id FROM conversations c JOIN bots b ON b.id = c.bot_id
    WHERE c.state = 'waiting' AND c.assigned_to IS NULL AND c.snoozed_until IS NULL
        AND b.handoff ->> 'assign' = 'round_robin'
    ORDER BY c.priority DESC NULLS LAST, c.waiting_since LIMIT 200
    """
)

_LEFT_BEHIND = text(
    """
    SELECT id FROM conversations WHERE state <> 'resolved' AND assigned_to IS NOT NULL
        AND assigned_to <> ALL (CAST(:team AS bigint[])) ORDER BY id LIMIT 10000
    """
)


class AssignmentService:
    """Gives conversations to members of the team, and tells them."""

    def __init__(self, conversations: ConversationService, availability: AvailabilityService, people: PeopleCaller):
        self._conversations = conversations
        self._availability = availability
        self._people = people
        self._bots = BotRepository()
        self._repository = ConversationRepository()

    async def assign(
        self, unit: UnitOfWork, conversation: Conversation, by: Caller, user_id: int | None
    ) -> Conversation:
        """Gives it to this member, or to nobody. It must be locked. Raises MemberNotFoundError.

        With a person the bot tells the customer so, once, and falls silent. What nobody has any more waits again, so
        that it is seen.
        """
        if user_id is not None and user_id not in {desk.id for desk in await self._availability.team(unit)}:
            raise MemberNotFoundError("user_id")
        return await self._give(unit, conversation, by, user_id, "hand")

    async def assign_next(self, unit: UnitOfWork, conversation: Conversation, by: Caller) -> Conversation:
        """Gives it to whose turn it is. Raises NobodyAvailableError, and ResolvedError: no more work for anybody."""
        if conversation.state == "resolved":
            raise ResolvedError
        desk = await self._availability.next(unit, (await self._rules(unit, conversation)).capacity)
        if desk is None:
            raise NobodyAvailableError
        return await self._give(unit, conversation, by, desk.id, "round_robin")

    async def called(self, unit: UnitOfWork, conversation_id: UUID) -> None:
        """A customer has begun to wait: gives it to whose turn it is, or tells all; nothing where it is taken."""
        conversation = await self._repository.get(unit, conversation_id, lock=True)
        if conversation is None or conversation.state != "waiting" or conversation.assigned_to is not None:
            return
        if not await self._give_out(unit, conversation):
            await self._people.call(unit, conversation)

    async def waiting(self, unit: UnitOfWork) -> list[UUID]:
        """Those that wait for somebody with room."""
        return list((await unit.execute(_TO_GIVE_OUT)).scalars())

    async def give_out(self, unit: UnitOfWork, conversation_id: UUID) -> bool:
        """Gives one of them out; False where nobody has room."""
        conversation = await self._repository.get(unit, conversation_id, lock=True)
        if conversation is None or conversation.state != "waiting" or conversation.assigned_to is not None:
            return True
        return await self._give_out(unit, conversation)

    async def left_behind(self, unit: UnitOfWork) -> list[UUID]:
        """Open ones of those who may not answer any more: their account is closed, or they only read."""
        team = [desk.id for desk in await self._availability.team(unit)]
        return list((await unit.execute(_LEFT_BEHIND, {"team": team})).scalars())

    async def take_back(self, unit: UnitOfWork, conversation_id: UUID) -> None:
        """Has nobody's be what was left behind: it waits again, in sight of all."""
        conversation = await self._repository.get(unit, conversation_id, lock=True)
        if conversation is not None and conversation.state != "resolved":
            await self._give(unit, conversation, Caller.system(unit.workspace_id), None, "hand")

    async def _give_out(self, unit: UnitOfWork, conversation: Conversation) -> bool:
        rules = await self._rules(unit, conversation)
        desk = await self._availability.next(unit, rules.capacity) if rules.assign == "round_robin" else None
        if desk is None:
            return False
        await self._give(unit, conversation, Caller.system(unit.workspace_id), desk.id, "round_robin")
        return True

    async def _give(
        self, unit: UnitOfWork, conversation: Conversation, by: Caller, user_id: int | None, how: str
    ) -> Conversation:
        before = conversation.assigned_to
        after = await self._conversations.assign(unit, conversation, by, user_id, how)
        if user_id is not None and user_id not in (before, by.user_id):
            await self._people.assigned(unit, after, user_id, by.name)
        if user_id is not None and after.state == "bot":
            return await self._conversations.hand_over(unit, after, by)
        if user_id is None and after.state == "human":
            return await self._conversations.move(unit, after, "waiting", "unassigned", staff_actor(by))
        return after

    async def _rules(self, unit: UnitOfWork, conversation: Conversation) -> HandoffRules:
        bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        return HandoffRules.model_validate(bot.handoff) if bot else HandoffRules()
