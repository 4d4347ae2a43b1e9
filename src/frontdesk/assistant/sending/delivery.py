"""Delivery: carries a claimed email to the mail server, and notes what came of it, for the CRM and all who listen."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from frontdesk.assistant.sending.models import Attempt, State
from frontdesk.assistant.sending.repository import AttemptRepository
from frontdesk.assistant.sending.sendable import EMAILS
from frontdesk.crm.errors import InTrashError, RecordNotFoundError
from frontdesk.crm.records.command import Actor, Kind, RowWrite
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import Scope, ScopeReader
from frontdesk.messaging.envelope import Envelope
from frontdesk.messaging.mailer import Mailer
from frontdesk.messaging.outcome import Delivered, NotReached, Outcome, Refused, Unknown
from frontdesk.platform.database import Database
from frontdesk.platform.errors import UnavailableError
from frontdesk.platform.events import Event
from frontdesk.platform.identifiers import new_uuid
from frontdesk.platform.unit_of_work import UnitOfWork

# A database that is away for a moment must not lose what is known by then.
PAUSES = (0.2, 1.0, 2.0, 4.0, 8.0)
MOST_ERROR = 2_000

_STATES = {
    Delivered: State.DELIVERED,
    Refused: State.REFUSED,
    NotReached: State.NOT_REACHED,
    Unknown: State.UNKNOWN,
}


@dataclass(frozen=True)
class Try:
    """One attempt to send one email, and on whose behalf."""

    workspace_id: int
    attempt_id: int
    email_id: int
    actor: Actor

    @classmethod
    def of(cls, workspace_id: int, attempt: Attempt) -> "Try":
        return cls(workspace_id, attempt.id, attempt.email_id, Actor(attempt.caller(workspace_id), attempt.via))


class Delivery:
    """Delivers claims. No transaction is open while the mail server is spoken to."""

    def __init__(self, database: Database, scopes: ScopeReader, write_path: WritePath):
        self._database = database
        self._scopes = scopes
        self._write_path = write_path
        self._attempts = AttemptRepository()

    async def deliver(self, mailer: Mailer, one: Try, envelope: Envelope) -> None:
        """Sends it, unless another runner hands the same try over first; never raises for what the server does."""
        runner = new_uuid()
        outcome = await mailer.send(envelope, partial(self._hand_over, one, runner))
        for pause in PAUSES:
            try:
                await self.note(one, outcome, runner)
            except UnavailableError:
                await asyncio.sleep(pause)
            else:
                return
        await self.note(one, outcome, runner)

    async def _hand_over(self, one: Try, runner: UUID) -> bool:
        try:
            async with self._database.unit_of_work(one.workspace_id) as unit:
                return await self._attempts.hand_over(unit, one.attempt_id, runner)
        except UnavailableError:
            return False

    async def note(self, one: Try, outcome: Outcome, runner: UUID | None = None) -> None:
        """Notes the outcome of a try once, whatever the caller may do or see by now: it is a fact."""
        async with self._database.unit_of_work(one.workspace_id) as unit:
            if await self._attempts.end(unit, one.attempt_id, _STATES[type(outcome)], runner):
                await self.tell(unit, await self._scopes.read(unit), one, outcome)

    async def tell(self, unit: UnitOfWork, scope: Scope, one: Try, outcome: Outcome) -> None:
        """Writes the outcome into the record, if it is still there, and tells all who listen."""
        is_sent = isinstance(outcome, Delivered)
        row = RowWrite(Kind.UPDATE, EMAILS, one.email_id, _values(outcome, scope.habits.now.isoformat()))
        record: Mapping[str, Any] = {}
        try:
            async with unit.connection.begin_nested():
                action = "sent" if is_sent else "failed"
                written = await self._write_path.write(unit, scope, one.actor, [row], action=action, confirmed=True)
                record = written.records[0] or {}
        except (RecordNotFoundError, InTrashError):
            pass
        data = {
            "id": one.email_id,
            **{name: record.get(name) for name in ("lead_id", "contact_id", "template", "message_id")},
            "outcome": _STATES[type(outcome)].value,
            "may_have_arrived": not isinstance(outcome, Refused | NotReached),
            "via": one.actor.via,
            "actor_id": one.actor.caller.actor_id,
        }
        unit.publish(Event("email.sent" if is_sent else "email.failed", data))


def _values(outcome: Outcome, now: str) -> dict[str, Any]:
    if isinstance(outcome, Delivered):
        return {"status": "sent", "sent_at": now, "error": None}
    return {"status": "failed", "error": sentence(outcome)[:MOST_ERROR]}


def sentence(outcome: Refused | NotReached | Unknown) -> str:
    """What is known, for people."""
    reason = outcome.reason.rstrip(".")
    if isinstance(outcome, Unknown):
        return f"It may have arrived, and is not sent again by itself. {reason}."
    if isinstance(outcome, Refused) and outcome.permanent:
        return f"Not sent. {reason}. It can be sent again when that is mended."
    return f"Not sent. {reason}. It can be sent again."
