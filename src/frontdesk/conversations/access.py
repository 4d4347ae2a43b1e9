"""Which conversation a request means, and whether the caller may enter it.

A conversation is entered by its id (staff of the workspace, or the customer it belongs to) or by its secret:
what a caller without login was given when it began. The secret is kept as a digest only and is never the id.
"""

from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from frontdesk.conversations.errors import ConversationNotFoundError
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.identity.callers import Caller
from frontdesk.platform.database import Database
from frontdesk.platform.identifiers import digest

SECRET_PREFIX = "fds_"  # noqa: S105 - a prefix, not a secret
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Place:
    """Where a conversation is: its workspace, bot and id."""

    workspace_id: int
    conversation_id: UUID
    bot_id: int | None
    by_secret: bool


def client_session_secret(bot_id: int, caller: Caller, session: str) -> str:
    """The secret behind a session name that the client chose itself: it counts for one bot and one caller."""
    whose = f"customer:{caller.customer_id}" if caller.customer_id else "anyone"
    return f"session:{bot_id}:{whose}:{session}"


def as_seen_by(caller: Caller, workspace_id: int, bot_id: int) -> Caller:
    """The caller as a bot sees them: someone with a login elsewhere is a stranger to it."""
    foreign = caller.workspace_id is not None and caller.workspace_id != workspace_id
    other_bot = caller.customer_id is not None and caller.bot_id not in (None, bot_id)
    return Caller.anonymous(caller.address) if foreign or other_bot else caller


class ConversationDoor:
    """Finds the place of a reference. Secrets that were found once are remembered: they never change."""

    def __init__(self, database: Database):
        self._database = database
        self._repository = ConversationRepository()
        self._known: OrderedDict[bytes, tuple[int, UUID, int | None]] = OrderedDict()

    async def find(self, reference: str, caller: Caller) -> Place:
        """The place that `reference` (an id or a secret) means to this caller, or ConversationNotFoundError."""
        conversation_id = _as_uuid(reference)
        if conversation_id is not None and caller.workspace_id is not None:
            return Place(caller.workspace_id, conversation_id, None, by_secret=False)
        place = await self.find_secret(reference)
        if place is None or (caller.workspace_id is not None and caller.workspace_id != place.workspace_id):
            raise ConversationNotFoundError
        return place

    async def find_secret(self, secret: str) -> Place | None:
        key = digest(secret)
        if key not in self._known:
            async with self._database.unit_of_work(None) as unit:
                found = await self._repository.find_by_secret(unit, key)
            if found is None:
                return None
            self.remember(key, *found)
        self._known.move_to_end(key)
        return Place(*self._known[key], by_secret=True)

    def remember(self, key: bytes, workspace_id: int, conversation_id: UUID, bot_id: int | None) -> None:
        self._known[key] = (workspace_id, conversation_id, bot_id)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def forget(self, secret: str) -> None:
        """Has the next request look for the conversation anew: it is gone."""
        self._known.pop(digest(secret), None)


def check_entry(conversation: Conversation | None, place: Place, caller: Caller, user_id: str | None) -> Conversation:
    """Answers as if there were none where the caller may not enter."""
    if conversation is None or not _may_enter(conversation, place, caller, user_id):
        raise ConversationNotFoundError
    return conversation


def _may_enter(conversation: Conversation, place: Place, caller: Caller, user_id: str | None) -> bool:
    if caller.is_staff:
        return True
    if conversation.customer_id is not None:
        return caller.customer_id == conversation.customer_id
    # A secret that came with a user_id keeps to it: a client that mixes up its users is stopped here.
    return place.by_secret and (user_id is None or conversation.user_id in (None, user_id))


def _as_uuid(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None
