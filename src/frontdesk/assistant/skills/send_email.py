"""Sending: a mail that was drafted, or is drafted now, waits for a yes with all that would leave the house."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.assistant.answer import Answer, Outcome, Shown, Source
from frontdesk.assistant.meaning import Draft, Send
from frontdesk.assistant.proposal_part import proposal_part
from frontdesk.assistant.sending.errors import MayHaveArrivedError, NoRecipientError
from frontdesk.assistant.sending.service import EmailSending
from frontdesk.assistant.skills.skill import Skill
from frontdesk.assistant.spoken import quoted
from frontdesk.assistant.told.proposals import ASK
from frontdesk.assistant.turn import Turn
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.crm.records.proposals import Act, ProposalService
from frontdesk.crm.records.write_path import WritePath
from frontdesk.messaging.envelope import Envelope
from frontdesk.platform.errors import ConflictError, InvalidError

EMAILS = "emails"
SEND = "send_email"
SUBJECT_LETTERS = 120
# What the address was taken from: where that changes, nothing is sent.
RECIPIENTS = {"leads": "lead_id", "contacts": "contact_id"}
MAY_HAVE_ARRIVED = "An earlier try may have arrived, and it would come twice then. "
WHICH = (
    "There is no draft in this conversation yet. Say whom to write to, and which mail: an introduction, a follow-up …"
)

Record = Mapping[str, Any]


class SendEmailSkill:
    """Proposes to send; the yes is answered by the confirmation. `drafting` writes mails that are not there yet."""

    def __init__(
        self,
        drafting: Skill,
        sending: EmailSending,
        proposals: ProposalService,
        write_path: WritePath,
        reader: RecordReader,
    ):
        self._drafting = drafting
        self._sending = sending
        self._proposals = proposals
        self._write_path = write_path
        self._reader = reader

    async def run(self, turn: Turn, meaning: Send) -> Answer:
        turn.actor.require_writing()
        email_id, drafted = await self._email(turn, meaning)
        if email_id is None:
            return replace(drafted or Answer(WHICH, outcome=Outcome.ASKED), source=Source.SEND_EMAIL)
        if meaning.to is not None:
            await self._address(turn, email_id, meaning.to)
        record = await self._reader.get(turn.unit, turn.scope, turn.scope.definition(EMAILS), email_id)
        try:
            envelope, again = await self._ready(turn, email_id)
        except NoRecipientError as error:
            text = f"{error.detail.partition('.')[0]}. The draft is kept; say to which address it shall go."
            return _answer(text, Outcome.ASKED, record)
        except (ConflictError, InvalidError) as error:
            kept = "" if record["status"] == "sent" else " The draft is kept."
            return _answer(f"{error.detail}{kept}", Outcome.REFUSED, record)
        return await self._propose(turn, record, envelope, again=again)

    async def _email(self, turn: Turn, meaning: Send) -> tuple[int | None, Answer | None]:
        """The id of the mail that is meant; or what the drafting said where it made none."""
        if meaning.email_id is not None:
            return meaning.email_id, None
        if meaning.object is not None and meaning.id is not None:
            wanted = Draft(meaning.object, meaning.id, meaning.template, meaning.about)
            drafted = await self._drafting.run(turn, wanted)
            return (drafted.email or {}).get("email_id"), drafted
        draft = turn.memory.draft if meaning.last_draft else None
        return (draft or {}).get("email_id"), None

    async def _address(self, turn: Turn, email_id: int, address: str) -> None:
        row = RowWrite(Kind.UPDATE, EMAILS, email_id, {"to_email": address})
        await self._write_path.write(turn.unit, turn.scope, turn.actor, [row], action="updated")

    async def _ready(self, turn: Turn, email_id: int) -> tuple[Envelope, bool]:
        """The mail as it would leave, and whether it may be the second time that it does."""
        try:
            return await self._sending.ready(turn.unit, turn.scope, turn.caller, email_id), False
        except MayHaveArrivedError:
            return await self._sending.ready(turn.unit, turn.scope, turn.caller, email_id, again=True), True

    async def _propose(self, turn: Turn, record: Record, envelope: Envelope, *, again: bool) -> Answer:
        email = {**_email_part(record), "to": envelope.recipient.address}
        around = [(name, record[field]) for name, field in RECIPIENTS.items() if record[field] is not None]
        act = Act(
            SEND,
            about={"email": email, "version": record["version"], "again": again},
            object=EMAILS,
            ids=[record["id"]],
            bound=[(EMAILS, record["id"]), *around],
            items=[_preview(record, envelope)],
        )
        proposal = await self._proposals.propose(turn.unit, turn.scope, turn.actor, act)
        ask = f"Send {quoted(envelope.subject, SUBJECT_LETTERS)} to {envelope.recipient.address}?"
        answer = _answer(f"{MAY_HAVE_ARRIVED if again else ''}{ask} {ASK}", Outcome.PROPOSED, record)
        return replace(answer, email=email, proposal=proposal_part(proposal), suggested_actions=("Yes", "No"))


def _answer(response: str, outcome: Outcome, record: Record) -> Answer:
    shown = Shown(EMAILS, (record["id"],), 1)
    return Answer(response, Source.SEND_EMAIL, outcome, records=shown, email=_email_part(record))


def _email_part(record: Record) -> dict[str, Any]:
    return {
        "to": record["to_email"],
        "subject": record["subject"],
        "body": record["body"] or "",
        "template": record["template"],
        "lead_id": record["lead_id"],
        "contact_id": record["contact_id"],
        "email_id": record["id"],
    }


def _preview(record: Record, envelope: Envelope) -> dict[str, Any]:
    after = {"to_email": envelope.recipient.address, "subject": envelope.subject, "body": envelope.text}
    return {
        "object": EMAILS, "id": record["id"], "kind": "send", "title": envelope.subject, "before": {},
        "after": after, "labels": {},
    }  # fmt: skip
