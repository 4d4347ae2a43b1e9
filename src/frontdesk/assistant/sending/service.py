"""EmailSending: drafts of emails, and sending them once; for the API, and for the assistant after a yes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from frontdesk.assistant.sending.care import LOOK_AFTER, AttemptCare
from frontdesk.assistant.sending.delivery import Delivery, Try
from frontdesk.assistant.sending.models import State
from frontdesk.assistant.sending.repository import AttemptRepository
from frontdesk.assistant.sending.sendable import EMAILS, Envelopes, require_sendable
from frontdesk.crm.errors import ChangedMeanwhileError
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Actor, Kind, RowWrite, Written
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import Scope, ScopeReader
from frontdesk.identity.callers import Caller, Role
from frontdesk.identity.service.users import UserService
from frontdesk.messaging.envelope import Envelope
from frontdesk.messaging.mail_server import mail_server
from frontdesk.messaging.mailer import Mailer
from frontdesk.platform.database import Database
from frontdesk.platform.settings import Settings
from frontdesk.platform.unit_of_work import UnitOfWork

log = structlog.get_logger("frontdesk.emails")

# Who asks is answered by then; a slow mail server goes on being spoken to behind the answer.
ANSWER_SECONDS = 10.0


@dataclass(frozen=True)
class Sent:
    """What is known: `record` as it is now, its `status` sent, failed or (still under way) queued.

    `detail` says it for people. `may_have_arrived`: it failed, and yet the recipient may have it.
    """

    status: str
    record: dict[str, Any]
    detail: str
    may_have_arrived: bool = False


@dataclass(frozen=True)
class _Wish:
    """One wish to send an email. `version`: of the record as the caller saw it."""

    workspace_id: int
    actor: Actor
    email_id: int
    again: bool
    version: int | None
    confirmed: bool


@dataclass(frozen=True)
class _Claim:
    """An email that is ours to send, and how."""

    mailer: Mailer
    one: Try
    envelope: Envelope


class EmailSending:
    """Sends emails of the CRM."""

    def __init__(
        self,
        database: Database,
        scopes: ScopeReader,
        reader: RecordReader,
        write_path: WritePath,
        users: UserService,
        settings: Settings,
        *,
        answer_seconds: float = ANSWER_SECONDS,
    ):
        self._database = database
        self._scopes = scopes
        self._reader = reader
        self._write_path = write_path
        self._settings = settings
        self.answer_seconds = answer_seconds
        self._attempts = AttemptRepository()
        self._envelopes = Envelopes(reader, users)
        self._delivery = Delivery(database, scopes, write_path)
        self.care = AttemptCare(database, scopes, reader, self._envelopes, self._delivery, settings)
        self._under_way: set[asyncio.Task[None]] = set()

    async def prepare(self, unit: UnitOfWork, scope: Scope, actor: Actor, values: Mapping[str, Any]) -> Written:
        """Makes the record of a mail to be sent, as a draft; without `to_email` to its lead's or contact's address."""
        address = values.get("to_email") or (await self._envelopes.person(unit, scope, values))[1]
        row = RowWrite(
            Kind.CREATE, EMAILS, values={**values, "to_email": address, "direction": "sent", "status": "draft"}
        )
        return await self._write_path.write(unit, scope, actor, [row], action="created")

    async def ready(
        self, unit: UnitOfWork, scope: Scope, caller: Caller, email_id: int, *, again: bool = False
    ) -> Envelope:
        """The mail as it would leave now, to be shown before the yes. Raises what `send` would raise."""
        record = await self._reader.get(unit, scope, scope.definition(EMAILS), email_id)
        last = await self._attempts.last(unit, email_id)
        require_sendable(record, last, again=again)
        return await self._envelopes.of(unit, scope, record, mail_server(self._settings), caller, last)

    async def send(
        self, workspace_id: int, caller: Caller, email_id: int, *, again: bool = False, version: int | None = None
    ) -> Sent:
        """Sends an email on the word of staff or a program, in transactions of its own.

        `again`: also where an earlier try may have arrived. With `version` only if the record still is that one.
        Raises RoleNeededError, RecordNotFoundError, ChangedMeanwhileError, MailNotSetUpError and those of `errors`;
        what the mail server does is no error but told by what is returned.
        """
        return await self._send(_Wish(workspace_id, Actor.of(caller), email_id, again, version, confirmed=False))

    async def send_after_yes(
        self,
        workspace_id: int,
        caller: Caller,
        email_id: int,
        *,
        via: str = "assistant",
        again: bool = False,
        version: int | None = None,
    ) -> Sent:
        """As `send`, for a proposal to which the caller has said yes."""
        return await self._send(_Wish(workspace_id, Actor(caller, via), email_id, again, version, confirmed=True))

    async def close(self) -> None:
        """Lets those end that are being sent. What is cut off later is looked after by a job."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=self.answer_seconds)
        for task in self._under_way:
            task.cancel()

    async def _send(self, wish: _Wish) -> Sent:
        wish.actor.caller.require(Role.AGENT)
        await self.care.settle(wish.workspace_id, wish.email_id)
        claim = await self._claimed(wish)
        task = asyncio.create_task(self._deliver(claim))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.wait({task}, timeout=self.answer_seconds)
        return await self._known(wish)

    async def _deliver(self, claim: _Claim) -> None:
        try:
            await self._delivery.deliver(claim.mailer, claim.one, claim.envelope)
        except Exception:
            # What is known stands in the attempt; the job brings it to its end.
            log.exception("email_not_noted", attempt_id=claim.one.attempt_id)

    async def _claimed(self, wish: _Wish) -> _Claim:
        """Claims the email in a transaction that is committed before the network is touched."""
        for last_try in (False, True):
            try:
                async with self._database.unit_of_work(wish.workspace_id, staff=wish.actor.caller.as_staff) as unit:
                    return await self._claim(unit, await self._scopes.read(unit), wish)
            except ChangedMeanwhileError:
                # Two who send at once: the second look finds the first one's claim.
                if wish.version is not None or last_try:
                    raise
        raise AssertionError("unreachable")

    async def _claim(self, unit: UnitOfWork, scope: Scope, wish: _Wish) -> _Claim:
        record = await self._reader.get(unit, scope, scope.definition(EMAILS), wish.email_id)
        if wish.version not in (None, record["version"]):
            raise ChangedMeanwhileError(record)
        last = await self._attempts.last(unit, wish.email_id)
        require_sendable(record, last, again=wish.again)
        mailer = Mailer(mail_server(self._settings))
        envelope = await self._envelopes.of(unit, scope, record, mailer.server, wish.actor.caller, last)
        values = {
            "status": "queued",
            "error": None,
            "to_email": record["to_email"] or envelope.recipient.address,
            "from_email": record["from_email"] or envelope.sender.address,
            "message_id": envelope.message_id,
        }
        row = RowWrite(Kind.UPDATE, EMAILS, wish.email_id, values, record["version"])
        await self._write_path.write(unit, scope, wish.actor, [row], action="queued", confirmed=wish.confirmed)
        attempt_id = await self._attempts.claim(unit, wish.actor, wish.email_id, envelope.message_id)
        await unit.defer(
            LOOK_AFTER, after_seconds=self.care.limit, workspace_id=wish.workspace_id, attempt_id=attempt_id
        )
        return _Claim(mailer, Try(wish.workspace_id, attempt_id, wish.email_id, wish.actor), envelope)

    async def _known(self, wish: _Wish) -> Sent:
        async with self._database.unit_of_work(wish.workspace_id) as unit:
            scope = await self._scopes.read(unit)
            record = await self._reader.get(unit, scope, scope.definition(EMAILS), wish.email_id)
            last = await self._attempts.last(unit, wish.email_id)
        state = last.state if last is not None else State.UNKNOWN
        if state is State.DELIVERED:
            return Sent("sent", record, f"Sent to {record['to_email']}.")
        if last is not None and last.is_open:
            detail = (
                "The mail server takes long; it is still being spoken to. The email itself will say what came of it."
            )
            return Sent("queued", record, detail)
        return Sent("failed", record, record["error"] or "Not sent.", may_have_arrived=state is State.UNKNOWN)
