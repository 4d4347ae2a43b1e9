"""Email drafts: writes a mail to a lead or contact, and keeps it as a draft. Nothing is sent here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from frontdesk.assistant.answer import Answer, Outcome, Shown, Source
from frontdesk.assistant.meaning import Draft
from frontdesk.assistant.skills.email_draft.context import DraftContext
from frontdesk.assistant.skills.email_draft.reading import ContextReader, Object
from frontdesk.assistant.skills.email_draft.sales_mails import VISITING
from frontdesk.assistant.skills.email_draft.templates import Signs, Template, choose, template_of
from frontdesk.assistant.skills.email_draft.writing import DraftWriter, WrittenMail
from frontdesk.assistant.skills.names import said
from frontdesk.assistant.spoken import full_day, length_words, on_day, quoted
from frontdesk.assistant.turn import Turn
from frontdesk.crm.errors import InTrashError, NotYoursError, RecordNotFoundError
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Written
from frontdesk.crm.records.service import RecordService
from frontdesk.identity.callers import Role
from frontdesk.identity.errors import RoleNeededError

EMAILS = "emails"
SILENCE_DAYS = 30
MOST_QUESTION = 140

Record = Mapping[str, Any]


@dataclass(frozen=True)
class ComposedMail:
    """A mail that is written and not stored. `why`: what the template was chosen for, as the end of a sentence."""

    template: Template
    context: DraftContext
    mail: WrittenMail
    record: Record
    why: str

    @property
    def values(self) -> dict[str, Any]:
        """As a record of `emails` holds it."""
        recipient = self.context.recipient
        return {
            "subject": self.mail.subject,
            "body": self.mail.body,
            "template": self.template.value,
            "to_email": recipient.email,
            "lead_id": recipient.id if recipient.object == "leads" else None,
            "contact_id": recipient.id if recipient.object == "contacts" else None,
        }


class DraftComposer:
    """Chooses the template and has the mail written. `silence_days`: longer without contact is a silence."""

    def __init__(
        self, reader: RecordReader, contexts: ContextReader, writer: DraftWriter, silence_days: int = SILENCE_DAYS
    ):
        self._reader = reader
        self._contexts = contexts
        self._writer = writer
        self._silence = timedelta(days=silence_days)

    async def compose(
        self, turn: Turn, object: Object, record_id: int, *, template: str | None = None, about: str | None = None
    ) -> ComposedMail:
        """Raises RecordNotFoundError, and InTrashError for who is in the trash."""
        definition = turn.scope.definition(object)
        record = await self._reader.get(turn.unit, turn.scope, definition, record_id)
        if record["deleted_at"] is not None:
            raise InTrashError(definition.label)
        context = await self._contexts.read(turn, object, record, about)
        signs = self._signs(context, template)
        chosen = choose(signs)
        mail = await self._writer.write(chosen, context)
        return ComposedMail(chosen, context, mail, record, _why(chosen, signs, context))

    def _signs(self, context: DraftContext, template: str | None) -> Signs:
        return Signs(
            named=template_of(template),
            meeting_ahead=context.meeting is not None,
            objection=context.objection is not None,
            visiting=context.recipient.opportunity == VISITING,
            unanswered=context.last_call is not None and context.last_call.is_unanswered_call,
            silent=context.silence > self._silence,
        )


class EmailDraftSkill:
    """Answers with a draft, which is kept as an email that was not sent."""

    def __init__(self, composer: DraftComposer, reader: RecordReader, records: RecordService):
        self._composer = composer
        self._reader = reader
        self._records = records

    async def run(self, turn: Turn, meaning: Draft) -> Answer:
        try:
            composed = await self._composer.compose(
                turn, meaning.object, meaning.id, template=meaning.template, about=meaning.about
            )
        except (RecordNotFoundError, InTrashError) as error:
            return Answer(error.detail, Source.EMAIL_DRAFT, Outcome.REFUSED)
        stored = await self._store(turn, composed)
        return _answer(composed, stored)

    async def _store(self, turn: Turn, composed: ComposedMail) -> "Stored | None":
        """None for who may not write records: they still see what was written."""
        if turn.caller.role is not None and not turn.caller.role.covers(Role.AGENT):
            return None
        try:
            async with turn.unit.connection.begin_nested():
                return await self._write(turn, composed)
        except (RoleNeededError, NotYoursError):
            return None

    async def _write(self, turn: Turn, composed: ComposedMail) -> "Stored":
        emails = turn.scope.definition(EMAILS)
        earlier = await self._earlier(turn, composed)
        if earlier is not None:
            changed = await self._records.change(
                turn.unit, turn.scope, turn.actor, emails, earlier["id"], composed.values, version=earlier["version"]
            )
            return Stored("update", earlier["id"], changed)
        values = {"direction": "sent", "status": "draft", **composed.values}
        created = await self._records.create(turn.unit, turn.scope, turn.actor, emails, values)
        assert created.records[0] is not None
        return Stored("create", created.records[0]["id"], created)

    async def _earlier(self, turn: Turn, composed: ComposedMail) -> Record | None:
        """The session's last draft to the same recipient, unless it was sent, thrown away or changed by hand."""
        draft, recipient = turn.memory.draft, composed.context.recipient
        key = "lead_id" if recipient.object == "leads" else "contact_id"
        if not draft or not draft.get("email_id") or draft.get(key) != recipient.id:
            return None
        found = await self._reader.many(turn.unit, turn.scope, turn.scope.definition(EMAILS), [draft["email_id"]])
        is_as_left = found and found[0]["status"] == "draft" and found[0]["deleted_at"] is None
        same = is_as_left and (found[0]["subject"], found[0]["body"]) == (draft.get("subject"), draft.get("body"))
        return found[0] if same else None


@dataclass(frozen=True)
class Stored:
    """The draft as it was kept. `verb`: create or update."""

    verb: str
    id: int
    written: Written


def email_json(composed: ComposedMail, email_id: int | None) -> dict[str, Any]:
    """The `email` part of an answer (chat contract)."""
    values = composed.values
    return {
        "to": values.pop("to_email"),
        "subject": values["subject"],
        "body": values["body"],
        "template": values["template"],
        "lead_id": values["lead_id"],
        "contact_id": values["contact_id"],
        "email_id": email_id,
    }


def _answer(composed: ComposedMail, stored: Stored | None) -> Answer:
    recipient = composed.context.recipient
    label = "Lead" if recipient.object == "leads" else "Contact"
    command = said(label, composed.record)
    steps = [f"Give me full summary of {command}"]
    if recipient.email and stored:
        steps.insert(0, "Send it")
    answer = Answer(
        response=_sentences(composed, stored),
        source=Source.EMAIL_DRAFT,
        records=Shown(recipient.object, (recipient.id,), 1),
        email=email_json(composed, stored.id if stored else None),
        suggested_actions=steps,
    )
    if stored is None:
        return answer
    change = {"verb": stored.verb, "object": EMAILS, "id": stored.id, "undo_id": stored.written.undo_id}
    return replace(answer, outcome=Outcome.DONE, changes=[change])


def _sentences(composed: ComposedMail, stored: Stored | None) -> str:
    name = composed.context.recipient.name
    kept = "nothing was sent." if stored else "it is not kept, since you may not write records."
    parts = [f"Here is {_which(stored)} for {name} ({composed.template.words}{composed.why}); {kept}"]
    if not composed.context.recipient.email:
        parts.append(f"{name} has no email address yet: add one before it can be sent.")
    parts.append(_open_question(composed.context))
    return " ".join(part for part in parts if part)


def _which(stored: Stored | None) -> str:
    return "a new text of the draft" if stored and stored.verb == "update" else "a draft"


def _open_question(context: DraftContext) -> str:
    """What the recipient asked last, for the one who sends: the draft does not answer it."""
    last = context.last
    if last is None or last.outgoing or last.kind not in ("email", "message") or "?" not in last.text:
        return ""
    return f"Their last {last.kind} asks something, which you may want to answer: {quoted(last.text, MOST_QUESTION)}"


def _why(template: Template, signs: Signs, context: DraftContext) -> str:
    habits = context.habits
    if signs.named is not None:
        missing = template in (Template.MEETING_CONFIRMATION, Template.MEETING_REMINDER) and context.meeting is None
        return ", which asks for a time because no meeting is ahead" if missing else ""
    if context.meeting is not None:
        return f", because a meeting is ahead on {full_day(habits, context.meeting.at)}"
    if context.objection is not None:
        kind = {"price": "the price", "comparison": "other offers", "doubt": "doubts"}[context.objection.reason]
        return f", because {kind} came up {on_day(habits, context.objection.at)}"
    if signs.visiting:
        return ", because the opportunity is at Visiting"
    if signs.unanswered and context.last_call is not None:
        return f", because the last call {on_day(habits, context.last_call.at)} was not answered"
    if signs.silent:
        return f", because there was no contact for {length_words(context.silence)}"
    return ""
