"""Care: what becomes of an attempt whose process ended. What was not handed over is sent, all else is left alone."""

from frontdesk.assistant.sending.delivery import Delivery, Try
from frontdesk.assistant.sending.models import Attempt, State
from frontdesk.assistant.sending.repository import AttemptRepository
from frontdesk.assistant.sending.sendable import EMAILS, Envelopes
from frontdesk.crm.errors import InTrashError
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.scope import ScopeReader
from frontdesk.identity.service.standing import Standing
from frontdesk.messaging.envelope import Envelope
from frontdesk.messaging.mail_server import MailServer, mail_server
from frontdesk.messaging.mailer import Mailer
from frontdesk.messaging.outcome import Delivered, NotReached, Outcome, Unknown
from frontdesk.platform.database import Database
from frontdesk.platform.errors import FrontdeskError, UnavailableError
from frontdesk.platform.settings import Settings
from frontdesk.platform.unit_of_work import UnitOfWork

LOOK_AFTER = "emails.look_after"
# Who sends keeps its own limit; this long after it nobody can be at it any more.
MARGIN_SECONDS = 30


class AttemptCare:
    """Brings attempts to their end that nobody is at any more."""

    def __init__(
        self,
        database: Database,
        scopes: ScopeReader,
        reader: RecordReader,
        envelopes: Envelopes,
        delivery: Delivery,
        settings: Settings,
    ):
        self._database = database
        self._scopes = scopes
        self._reader = reader
        self._delivery = delivery
        self._settings = settings
        self._attempts = AttemptRepository()
        self._envelopes = envelopes
        self._standing = Standing()

    @property
    def limit(self) -> int:
        """Seconds after which an attempt that is still open was given up by whoever made it."""
        return int(self._settings.smtp_seconds) + MARGIN_SECONDS

    async def look_after(self, workspace_id: int, attempt_id: int) -> None:
        """Job, some time after each claim: mostly there is nothing left to do."""
        async with self._database.unit_of_work(workspace_id) as unit:
            attempt = await self._attempts.get(unit, attempt_id)
            if attempt is None or not attempt.is_open:
                return
            if attempt.state is State.HANDED_OVER and attempt.age < self.limit:
                await unit.defer(LOOK_AFTER, after_seconds=self.limit, workspace_id=workspace_id, attempt_id=attempt_id)
                return
        if attempt.state is State.HANDED_OVER:
            await self._note(workspace_id, attempt, _given_up(attempt))
        else:
            await self._send_late(workspace_id, attempt)

    async def settle(self, workspace_id: int, email_id: int) -> None:
        """Before an email is sent: notes what is known of its last try, where nobody has done so."""
        async with self._database.unit_of_work(workspace_id) as unit:
            last = await self._attempts.last(unit, email_id)
            if last is not None and last.state is State.DELIVERED:
                await self._catch_up(unit, last)
        if last is not None and last.is_open and last.age >= self.limit:
            await self._note(workspace_id, last, _given_up(last))

    async def _catch_up(self, unit: UnitOfWork, last: Attempt) -> None:
        """An email that was in the trash when it was delivered still says that it is queued."""
        scope = await self._scopes.read(unit)
        found = await self._reader.many(unit, scope, scope.definition(EMAILS), [last.email_id], labels=False)
        if found and found[0]["deleted_at"] is None and found[0]["status"] == "queued":
            await self._delivery.tell(unit, scope, Try.of(unit.workspace_id, last), Delivered(last.message_id, ""))

    async def _send_late(self, workspace_id: int, attempt: Attempt) -> None:
        """Sends what was claimed and never handed over, with the rights of now."""
        try:
            mailer = Mailer(mail_server(self._settings))
            envelope = await self._envelope(workspace_id, attempt, mailer.server)
        except UnavailableError:
            raise
        except FrontdeskError as error:
            await self._note(workspace_id, attempt, NotReached(error.detail))
            return
        await self._delivery.deliver(mailer, Try.of(workspace_id, attempt), envelope)

    async def _envelope(self, workspace_id: int, attempt: Attempt, server: MailServer) -> Envelope:
        async with self._database.unit_of_work(workspace_id) as unit:
            caller = await self._standing.now(unit, attempt.caller(workspace_id))
        async with self._database.unit_of_work(workspace_id, staff=caller.as_staff) as unit:
            scope = await self._scopes.read(unit)
            record = await self._reader.get(unit, scope, scope.definition(EMAILS), attempt.email_id)
            if record["deleted_at"] is not None:
                raise InTrashError("Email")
            return await self._envelopes.of(unit, scope, record, server, caller, attempt)

    async def _note(self, workspace_id: int, attempt: Attempt, outcome: Outcome) -> None:
        await self._delivery.note(Try.of(workspace_id, attempt), outcome)


def _given_up(attempt: Attempt) -> Outcome:
    if attempt.state is State.HANDED_OVER:
        return Unknown("The program ended while the mail server had the mail")
    return NotReached("The program ended before the mail was handed over")
