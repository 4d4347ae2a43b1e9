"""What of an email record is sent: whether it may be, to whom, and as which envelope."""

from collections.abc import Mapping
from typing import Any

from frontdesk.assistant.sending.errors import (
    AlreadySentError,
    BeingSentError,
    MayHaveArrivedError,
    NoRecipientError,
    NotToBeSentError,
    UnsendableError,
)
from frontdesk.assistant.sending.models import Attempt, State
from frontdesk.crm.errors import InTrashError
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.scope import Scope
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.users import UserService
from frontdesk.messaging.envelope import Envelope, InvalidEnvelopeError, Mailbox, is_message_id
from frontdesk.messaging.errors import MailNotSetUpError
from frontdesk.messaging.mail_server import MailServer
from frontdesk.platform.identifiers import new_uuid
from frontdesk.platform.texts import folded
from frontdesk.platform.unit_of_work import UnitOfWork

EMAILS = "emails"

Record = Mapping[str, Any]

_FIELDS = {"subject": "subject", "text": "body", "message_id": "message_id"}


def require_sendable(record: Record, last: Attempt | None, *, again: bool) -> None:
    """Raises what stands against sending it. What was tried counts more than what the record says."""
    if record["deleted_at"] is not None:
        raise InTrashError("Email")
    if record["direction"] == "received" or record["status"] == "received":
        raise NotToBeSentError
    if last is not None and last.is_open:
        raise BeingSentError
    if record["status"] == "sent" or (last is not None and last.state is State.DELIVERED):
        raise AlreadySentError
    if last is not None and last.state is State.UNKNOWN and not again:
        raise MayHaveArrivedError


class Envelopes:
    """Makes envelopes of email records."""

    def __init__(self, reader: RecordReader, users: UserService):
        self._reader = reader
        self._users = users

    async def person(self, unit: UnitOfWork, scope: Scope, record: Record) -> tuple[str, str]:
        """Name and address of the lead or contact that the email belongs to; both empty where there is none."""
        for field, object in (("lead_id", "leads"), ("contact_id", "contacts")):
            if record.get(field) is not None:
                found = await self._reader.many(unit, scope, scope.definition(object), [record[field]])
                if found and found[0]["deleted_at"] is None:
                    return str(found[0]["labels"]["id"]), found[0]["email"] or ""
        return "", ""

    async def of(
        self,
        unit: UnitOfWork,
        scope: Scope,
        record: Record,
        server: MailServer,
        caller: Caller,
        last: Attempt | None,
    ) -> Envelope:
        """The mail of the record, to its own recipient, else to its lead's or contact's address.

        It leaves from the address of the settings, or where there is none from the caller's own; another one in the
        record is where answers go. The message id stays the same over all tries. Raises NoRecipientError,
        UnsendableError, MailNotSetUpError.
        """
        sender = server.sender or await self._own(unit, server, caller)
        name, address = await self.person(unit, scope, record)
        to = record["to_email"] or address
        if not to:
            raise NoRecipientError(name)
        recipient = _mailbox("to_email", to, name if to == address else "")
        own = record["from_email"]
        reply_to = own if own and own != folded(sender.address) else None
        try:
            return Envelope(
                sender=sender,
                recipient=recipient,
                subject=record["subject"],
                text=record["body"] or "",
                message_id=_message_id(record, last, sender.domain),
                reply_to=_mailbox("from_email", reply_to) if reply_to else None,
            )
        except InvalidEnvelopeError as error:
            raise UnsendableError(_FIELDS.get(error.part, error.part), str(error)) from None

    async def _own(self, unit: UnitOfWork, server: MailServer, caller: Caller) -> Mailbox:
        """The mailbox of a member of staff; a program has none."""
        if caller.user_id is None:
            raise MailNotSetUpError(["SMTP_FROM_EMAIL"])
        user = await self._users.get(unit, caller.user_id)
        return Mailbox(user.email, server.sender_name or user.name)


def _mailbox(field: str, address: str, name: str = "") -> Mailbox:
    try:
        return Mailbox(address, name)
    except InvalidEnvelopeError as error:
        raise UnsendableError(field, str(error)) from None


def _message_id(record: Record, last: Attempt | None, domain: str) -> str:
    if last is not None:
        return last.message_id
    given = record["message_id"]
    return given if is_message_id(given) else f"<{new_uuid().hex}@{domain}>"
