"""Links: which record of the CRM a customer is, by the word of staff or by an equal mail address."""

from dataclasses import dataclass

from sqlalchemy import text

from frontdesk.conversations.customers.errors import NoLinkableObjectError
from frontdesk.conversations.models import Conversation
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.scope import Scope
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

# In this order they are looked for by their mail address.
PEOPLE = ("contacts", "leads")

_OF = "(customer_id = :customer_id OR (CAST(:customer_id AS bigint) IS NULL AND conversation_id = :conversation_id))"
_READ = text(f"SELECT object, record_id FROM customer_records WHERE {_OF}")  # noqa: S608 - a constant
_UNLINK = text(f"DELETE FROM customer_records WHERE {_OF}")  # noqa: S608 - a constant
_LINK = text(
    "INSERT INTO customer_records (workspace_id, customer_id, conversation_id, object, record_id, linked_at)"
    " VALUES (:workspace_id, :customer_id, CASE WHEN CAST(:customer_id AS bigint) IS NULL"
    " THEN CAST(:conversation_id AS uuid) END, :object, :record_id, :now)"
)
_ADOPT = text(
    "UPDATE customer_records SET customer_id = :customer_id, conversation_id = NULL"
    " WHERE conversation_id = :conversation_id"
    " AND NOT EXISTS (SELECT FROM customer_records l WHERE l.customer_id = :customer_id)"
)
_FORGET = text("DELETE FROM customer_records WHERE conversation_id = :conversation_id")


@dataclass(frozen=True)
class LinkedRecord:
    """The record that a customer is. `by`: `link` where staff said so, `email` where the addresses are equal."""

    object: str
    id: int
    title: str
    by: str


class CustomerLinks:
    """Finds and sets links. What the transaction's staff may not see is not found."""

    def __init__(self, reader: RecordReader, audit: AuditTrail, clock: Clock):
        self._reader = reader
        self._audit = audit
        self._clock = clock

    async def record(
        self, unit: UnitOfWork, scope: Scope, conversation: Conversation, email: str | None
    ) -> LinkedRecord | None:
        """The linked record, or else a contact, or else a lead, with that mail address; of several the newest."""
        row = (await unit.execute(_READ, _whose(conversation))).one_or_none()
        linked = await self._of_id(unit, scope, row.object, row.record_id) if row else None
        if linked is not None or not email:
            return linked
        for object in PEOPLE:
            if object in scope.catalogue and (found := await self._of_email(unit, scope, object, email)):
                return found
        return None

    async def link(
        self, unit: UnitOfWork, scope: Scope, caller: Caller, conversation: Conversation, object: str, record_id: int
    ) -> LinkedRecord:
        """Links the customer, or the conversation of one who is not known. Raises RecordNotFoundError."""
        name = scope.definition(object).name
        if name not in PEOPLE:
            raise NoLinkableObjectError(object)
        record = await self._reader.get(unit, scope, scope.definition(name), record_id)
        await unit.execute(_UNLINK, _whose(conversation))
        values = {"workspace_id": unit.workspace_id, "object": name, "record_id": record_id}
        await unit.execute(_LINK, {**_whose(conversation), **values, "now": self._clock.now()})
        await self._tell(unit, caller, conversation, "linked", {"object": name, "record_id": record_id})
        return LinkedRecord(name, record_id, record["labels"].get("id", ""), "link")

    async def unlink(self, unit: UnitOfWork, caller: Caller, conversation: Conversation) -> None:
        """Takes the link away; where there is none nothing happens."""
        if (await unit.execute(_UNLINK, _whose(conversation))).rowcount:
            await self._tell(unit, caller, conversation, "unlinked", {})

    async def adopt(self, unit: UnitOfWork, conversation_id: object, customer_id: int) -> None:
        """Gives a customer the link of a conversation that has become theirs, unless they have one."""
        values = {"conversation_id": conversation_id, "customer_id": customer_id}
        await unit.execute(_ADOPT, values)
        await unit.execute(_FORGET, {"conversation_id": conversation_id})

    async def _of_id(self, unit: UnitOfWork, scope: Scope, object: str, record_id: int) -> LinkedRecord | None:
        if object not in scope.catalogue:
            return None
        found = await self._reader.many(unit, scope, scope.definition(object), [record_id])
        if not found or found[0]["deleted_at"] is not None:
            return None
        return LinkedRecord(object, record_id, found[0]["labels"].get("id", ""), "link")

    async def _of_email(self, unit: UnitOfWork, scope: Scope, object: str, email: str) -> LinkedRecord | None:
        definition = scope.definition(object)
        wanted = {
            "where": {"field": "email", "op": "eq", "value": email},
            "sort": [{"field": "created_at", "direction": "desc"}],
            "limit": 1,
        }
        page = await self._reader.page(unit, scope, QueryParser(scope, definition).query(wanted))
        return next((LinkedRecord(object, one["id"], one["labels"].get("id", ""), "email") for one in page.items), None)

    async def _tell(
        self, unit: UnitOfWork, caller: Caller, conversation: Conversation, what: str, metadata: dict[str, object]
    ) -> None:
        whose = {"customer_id": conversation.customer_id, **metadata}
        await self._audit.record(unit, caller, f"conversation.{what}", "conversations", conversation.id, whose)


def _whose(conversation: Conversation) -> dict[str, object]:
    return {"customer_id": conversation.customer_id, "conversation_id": conversation.id}
