"""CSAT: how the whole conversation was, from 1 to 5. Asked for when it is closed, and given once."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from frontdesk.conversations.business_hours import HandoffRules
from frontdesk.conversations.errors import RatedBeforeError
from frontdesk.conversations.models import Bot, Conversation
from frontdesk.platform.unit_of_work import UnitOfWork

# A slip of the finger can be mended for so long.
MENDABLE = timedelta(minutes=10)
# What was closed for one of these is nothing to be asked about.
NOT_ASKED = ("spam", "duplicate")

_RATED = text("SELECT created_at FROM feedback WHERE conversation_id = :conversation_id AND seq IS NULL")
_CLOSED_SINCE = text(
    """
    SELECT EXISTS (SELECT FROM conversation_events WHERE conversation_id = :conversation_id AND type = 'handoff'
        AND data ->> 'to' = 'resolved' AND created_at > :since)
    """
)


async def is_asked(unit: UnitOfWork, bot: Bot | None, conversation: Conversation, reason: str | None) -> bool:
    """Whether the customer is asked for it as the conversation is closed now: where the bot asks, once."""
    if bot is None or reason in NOT_ASKED or not HandoffRules.model_validate(bot.handoff).ask_csat:
        return False
    return conversation.asked_seq > 0 and await _rated_at(unit, conversation.id) is None


async def check_once(unit: UnitOfWork, conversation: Conversation, now: datetime) -> None:
    """Raises RatedBeforeError for a second rating that comes too late to be a correction of the first.

    A conversation that was opened and closed again since may be rated again.
    """
    rated_at = await _rated_at(unit, conversation.id)
    if rated_at is None or now - rated_at <= MENDABLE:
        return
    values = {"conversation_id": conversation.id, "since": rated_at}
    if not (await unit.execute(_CLOSED_SINCE, values)).scalar_one():
        raise RatedBeforeError


async def _rated_at(unit: UnitOfWork, conversation_id: UUID) -> datetime | None:
    found: datetime | None = (await unit.execute(_RATED, {"conversation_id": conversation_id})).scalar_one_or_none()
    return found
