"""Private notes: what staff write to each other in a conversation, and whom they mention in it."""

from collections.abc import Sequence

from frontdesk.conversations.errors import MemberNotFoundError
from frontdesk.conversations.log import ConversationLog, staff_actor
from frontdesk.conversations.models import Conversation, ConversationEvent, NewEvent
from frontdesk.conversations.notifications import Notice, NotificationService
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.users import UserService
from frontdesk.platform.unit_of_work import UnitOfWork


class NoteService:
    """Writes notes. Their words are text and nothing else; customers never see them."""

    def __init__(self, log: ConversationLog, users: UserService, notifications: NotificationService):
        self._log = log
        self._users = users
        self._notifications = notifications

    async def add(
        self, unit: UnitOfWork, conversation: Conversation, caller: Caller, content: str, mentions: Sequence[int] = ()
    ) -> ConversationEvent:
        """Raises MemberNotFoundError for a mention of somebody who has no account here (any more)."""
        named = await self._mentioned(unit, mentions)
        data = {"mentions": [{"id": id_, "name": name} for id_, name in named.items()]}
        event = await self._log.add(unit, conversation.id, NewEvent("note", staff_actor(caller), content, data))
        others = [id_ for id_ in named if id_ != caller.user_id]
        notice = Notice("mention", conversation.id, content, caller.name, event.seq)
        await self._notifications.tell(unit, others, notice)
        return event

    async def _mentioned(self, unit: UnitOfWork, mentions: Sequence[int]) -> dict[int, str]:
        if not mentions:
            return {}
        members = {user.id: user.name for user in await self._users.members(unit)}
        if not set(mentions) <= set(members):
            raise MemberNotFoundError("mentions")
        return {id_: members[id_] for id_ in dict.fromkeys(mentions)}
