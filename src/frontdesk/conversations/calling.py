"""Calling people: who is told that a customer waits, has waited too long, or is theirs now."""

from frontdesk.conversations.availability import AvailabilityService, those_there
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.notifications import Kind, Notice, NotificationService
from frontdesk.platform.unit_of_work import UnitOfWork


class PeopleCaller:
    """Tells whose the conversation is, or else all who are there."""

    def __init__(self, availability: AvailabilityService, notifications: NotificationService):
        self._availability = availability
        self._notifications = notifications

    async def call(self, unit: UnitOfWork, conversation: Conversation) -> None:
        """The customer waits for a person."""
        words = f"{_name(conversation)} waits for a person: {conversation.first_words}"
        await self._tell(unit, conversation, "waiting", words)

    async def raised(self, unit: UnitOfWork, conversation: Conversation, note: str) -> None:
        """Nobody has answered for long."""
        await self._tell(unit, conversation, "raised", f"{_name(conversation)}: {note}")

    async def back(self, unit: UnitOfWork, conversation: Conversation) -> None:
        """It was put off until now."""
        words = f"Back from being put off: {_name(conversation)}, {conversation.first_words}"
        await self._tell(unit, conversation, "waiting", words)

    async def assigned(self, unit: UnitOfWork, conversation: Conversation, user_id: int, by: str) -> None:
        """It is this member's now."""
        words = f"{_name(conversation)} is yours: {conversation.first_words}"
        await self._notifications.tell(unit, [user_id], Notice("assigned", conversation.id, words, by))

    async def _tell(self, unit: UnitOfWork, conversation: Conversation, kind: Kind, words: str) -> None:
        """Whose it is, and where they are away or have left the team, the others too."""
        team = await self._availability.team(unit)
        theirs = [desk for desk in team if desk.id == conversation.assigned_to]
        told = [desk.id for desk in theirs]
        if not any(desk.available for desk in theirs):
            told += those_there(team)
        await self._notifications.tell(unit, told, Notice(kind, conversation.id, words))


def _name(conversation: Conversation) -> str:
    return conversation.customer_name or conversation.user_id or "A visitor"
