"""What a visitor says of themselves before the first message: kept as told, as if it stood in a message."""

from datetime import datetime, timedelta

from frontdesk.conversations.memories.repository import MemoryRepository
from frontdesk.conversations.models import Bot, Conversation
from frontdesk.conversations.schemas import MemoryRules
from frontdesk.language.facts.kinds import FactKind
from frontdesk.platform.unit_of_work import UnitOfWork


async def keep_introduction(
    unit: UnitOfWork, bot: Bot, conversation: Conversation, now: datetime, name: str, email: str | None
) -> None:
    """Keeps name and address as the visitor's memories, for as long as the bot's rules keep any."""
    days = MemoryRules.model_validate(bot.memory).days
    told = {FactKind.NAME: name, FactKind.EMAIL: email}
    for kind, value in told.items():
        if value and days:
            whose = {"customer_id": conversation.customer_id, "conversation_id": conversation.id}
            times = {"told_at": now, "expires_at": now + timedelta(days=days)}
            said = {"kind": kind, "value": value, "told_by": "customer", "source_seq": None}
            await MemoryRepository().keep(unit, {**whose, **said, **times})
