"""Calling people: who is told that a customer begins to wait, or has waited too long."""

from uuid import UUID

from frontdesk.conversations.models import Conversation
from frontdesk.conversations.notifications import Notice, NotificationService
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.identity.callers import Role
from frontdesk.identity.service.users import UserService
from frontdesk.platform.unit_of_work import UnitOfWork


class PeopleCaller:
    """Tells whose the conversation is, or else all who could take it."""

    def __init__(self, users: UserService, notifications: NotificationService):
        self._users = users
        self._notifications = notifications
        self._repository = ConversationRepository()

    async def call(self, unit: UnitOfWork, conversation_id: UUID) -> None:
        """Tells that the customer waits; nothing where somebody was quicker."""
        conversation = await self._repository.get(unit, conversation_id, lock=True)
        if conversation is None or conversation.state != "waiting" or conversation.assigned_to is not None:
            return
        words = f"{_name(conversation)} waits for a person: {conversation.first_words}"
        await self._notifications.tell(unit, await self._all(unit), Notice("waiting", conversation.id, words))

    async def raised(self, unit: UnitOfWork, conversation: Conversation, note: str) -> None:
        """Tells that nobody has answered for long."""
        whose = conversation.assigned_to
        told = [whose] if whose is not None else await self._all(unit)
        await self._notifications.tell(unit, told, Notice("raised", conversation.id, f"{_name(conversation)}: {note}"))

    async def _all(self, unit: UnitOfWork) -> list[int]:
        return [user.id for user in await self._users.members(unit) if user.role.covers(Role.AGENT)]


def _name(conversation: Conversation) -> str:
    return conversation.customer_name or conversation.user_id or "A visitor"
