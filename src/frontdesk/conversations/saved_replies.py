"""Saved replies: answers that staff use again, with variables that each conversation fills in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from frontdesk.conversations.bot_repository import BotRepository
from frontdesk.conversations.errors import ReplyNotFoundError, ShortcutTakenError, TooManyError, UnknownVariableError
from frontdesk.conversations.inbox_tables import saved_replies
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.schemas import MAX_MESSAGE
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.customers import CustomerService
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_REPLIES = 2000
VARIABLES = ("customer_name", "first_name", "agent_name", "bot_name", "company", "conversation_id")
# What stands where a person's name would.
NO_NAME = "there"

# Other braces, as in code, are left alone.
_VARIABLE = re.compile(r"\{([a-z][a-z_]{0,39})\}")


@dataclass(frozen=True)
class Rendered:
    """`missing`: the variables for which nothing is known."""

    content: str
    missing: list[str]


class SavedReplyService:
    """Keeps replies, and fills them in."""

    def __init__(self, audit: AuditTrail, customers: CustomerService, workspaces: WorkspaceService, clock: Clock):
        self._audit = audit
        self._customers = customers
        self._workspaces = workspaces
        self._clock = clock
        self._bots = BotRepository()

    async def all(self, unit: UnitOfWork, word: str = "") -> Sequence[Any]:
        """Those that hold the word, by shortcut."""
        table = saved_replies.c
        texts = (table.shortcut, table.title, table.content)
        holds = or_(*(column.icontains(word, autoescape=True) for column in texts))
        return (await unit.execute(select(saved_replies).where(holds).order_by(table.shortcut))).all()

    async def create(self, unit: UnitOfWork, caller: Caller, values: dict[str, Any]) -> Any:
        """Raises UnknownVariableError, ShortcutTakenError, TooManyError."""
        _check_variables(values["content"])
        count = (await unit.execute(select(func.count()).select_from(saved_replies))).scalar_one()
        if count >= MOST_REPLIES:
            raise TooManyError("saved replies", MOST_REPLIES)
        now = self._clock.now()
        row = {"workspace_id": unit.workspace_id, "created_at": now, "updated_at": now, **values}
        made = await _write(unit, insert(saved_replies).values(row), values["shortcut"])
        await self._audit.record(unit, caller, "saved_reply.created", "saved_replies", made.id, values)
        return made

    async def change(self, unit: UnitOfWork, caller: Caller, reply_id: int, values: dict[str, Any]) -> Any:
        """Raises ReplyNotFoundError and what `create` raises."""
        before = await self._get(unit, reply_id)
        if not values:
            return before
        _check_variables(values.get("content", ""))
        changed = update(saved_replies).where(saved_replies.c.id == reply_id)
        made = await _write(
            unit, changed.values({**values, "updated_at": self._clock.now()}), values.get("shortcut", "")
        )
        told = {"before": {name: getattr(before, name) for name in values}, "after": values}
        await self._audit.record(unit, caller, "saved_reply.updated", "saved_replies", reply_id, told)
        return made

    async def delete(self, unit: UnitOfWork, caller: Caller, reply_id: int) -> None:
        before = await self._get(unit, reply_id)
        await unit.execute(delete(saved_replies).where(saved_replies.c.id == reply_id))
        told = {"shortcut": before.shortcut}
        await self._audit.record(unit, caller, "saved_reply.deleted", "saved_replies", reply_id, told)

    async def rendered(self, unit: UnitOfWork, caller: Caller, reply_id: int, conversation: Conversation) -> Rendered:
        """The reply as the caller would send it in this conversation. What a name holds is text, and no variable."""
        reply = await self._get(unit, reply_id)
        values = await self._values(unit, caller, conversation)
        used = dict.fromkeys(_VARIABLE.findall(reply.content))
        missing = [name for name in used if name in VARIABLES and not values[name]]
        fallback = {"customer_name": NO_NAME, "first_name": NO_NAME}

        def filled(found: re.Match[str]) -> str:
            name = found.group(1)
            return values[name] or fallback.get(name, "") if name in VARIABLES else found.group()

        return Rendered(_VARIABLE.sub(filled, reply.content)[:MAX_MESSAGE], missing)

    async def _values(self, unit: UnitOfWork, caller: Caller, conversation: Conversation) -> dict[str, str]:
        bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        company = bot.company if bot else ""
        name = await self._customer_name(unit, conversation)
        return {
            "customer_name": name,
            "first_name": name.split()[0] if name else "",
            "agent_name": caller.name,
            "bot_name": bot.name if bot else "",
            "company": company or (await self._workspaces.get(unit)).name,
            "conversation_id": str(conversation.id),
        }

    async def _customer_name(self, unit: UnitOfWork, conversation: Conversation) -> str:
        """What they are called; a mail address or another program's id is no name to greet somebody by."""
        customer = conversation.customer_id and await self._customers.get(unit, conversation.customer_id)
        name = " ".join((customer.name if customer else conversation.customer_name).split())
        return "" if "@" in name or name == conversation.user_id else name

    async def _get(self, unit: UnitOfWork, reply_id: int) -> Any:
        row = (await unit.execute(select(saved_replies).where(saved_replies.c.id == reply_id))).one_or_none()
        if row is None:
            raise ReplyNotFoundError
        return row


def _check_variables(content: str) -> None:
    for name in _VARIABLE.findall(content):
        if name not in VARIABLES:
            raise UnknownVariableError(name, VARIABLES)


async def _write(unit: UnitOfWork, statement: Any, shortcut: str) -> Any:
    try:
        return (await unit.execute(statement.returning(saved_replies))).one()
    except IntegrityError as error:
        raise ShortcutTakenError(shortcut) from error
