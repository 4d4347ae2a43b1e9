"""Yes and no to what was proposed: said in the session, or pressed on the proposal itself."""

from typing import Any
from uuid import UUID

from frontdesk.assistant.answer import Answer, Outcome, Shown, Source
from frontdesk.assistant.meaning import Confirm, Reject
from frontdesk.assistant.outward import OutwardAnswer
from frontdesk.assistant.spoken import listed
from frontdesk.assistant.state import Verdict
from frontdesk.assistant.told.records import MOST_NAMED, number_of, title_words
from frontdesk.assistant.told.values import field_words, label_words
from frontdesk.assistant.turn import Turn
from frontdesk.crm.errors import ProposalNotFoundError, ProposalNotOpenError
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.proposals import Outcome as Ended
from frontdesk.crm.records.proposals import Proposal, ProposalService

NOTHING_WAITS = "Nothing waits for a yes or a no just now."
SEND = "send_email"
MOST_TOLD = 200

_DONE = {"create": "Created", "update": "Changed", "delete": "Deleted", "merge": "Merged"}


class ConfirmationSkill:
    """Answers proposals, each once."""

    def __init__(self, proposals: ProposalService, reader: RecordReader):
        self._proposals = proposals
        self._reader = reader

    async def run(self, turn: Turn, meaning: Confirm | Reject | Verdict) -> Answer:
        verdict = meaning if isinstance(meaning, Verdict) else _said(turn, yes=isinstance(meaning, Confirm))
        if verdict is None:
            return Answer(NOTHING_WAITS, Source.CRM, Outcome.ASKED)
        try:
            return await self._answered(turn, verdict)
        except ProposalNotOpenError as error:
            return Answer(f"{error.detail} Nothing was done again.", Source.CRM, Outcome.CONFLICT)
        except ProposalNotFoundError:
            if isinstance(meaning, Verdict):
                raise
            return Answer(NOTHING_WAITS, Source.CRM, Outcome.ASKED)

    async def _answered(self, turn: Turn, verdict: Verdict) -> Answer:
        if not verdict.yes:
            ended = await self._proposals.reject(turn.unit, turn.actor, verdict.proposal_id, verdict.token)
            return Answer("Left as it is; nothing was done.", _source(ended.proposal), Outcome.ANSWERED)
        ended = await self._proposals.confirm(
            turn.unit, turn.scope, turn.actor, verdict.proposal_id, verdict.token
        )  # fmt: skip
        if ended.status == "expired":
            text = "That was proposed more than 15 minutes ago and has expired; nothing was done. Ask for it again."
            return Answer(text, _source(ended.proposal), Outcome.CONFLICT)
        if ended.status == "conflict":
            return await self._conflict(turn, ended)
        if ended.proposal.verb == SEND:
            return _to_send(ended.proposal)
        return _done(turn, ended)

    async def _conflict(self, turn: Turn, ended: Ended) -> Answer:
        """Nothing was done; how the records that were to change are now."""
        proposal = ended.proposal
        definition = turn.scope.definition(proposal.object)
        records = await self._reader.many(turn.unit, turn.scope, definition, proposal.ids[:MOST_TOLD])
        now = [words for item in proposal.items if (words := _now(turn, item, records))][:MOST_NAMED]
        reason = ended.reason or "What was to be changed has changed since it was shown."
        told = f" Now {listed(now)}." if now else ""
        return Answer(
            f"{reason} Nothing was done.{told}",
            _source(proposal),
            Outcome.CONFLICT,
            records=Shown(proposal.object, tuple(record["id"] for record in records), len(records)),
        )


def _said(turn: Turn, *, yes: bool) -> Verdict | None:
    waiting = turn.memory.proposal_id
    return None if waiting is None else Verdict(yes, UUID(waiting))


def _source(proposal: Proposal) -> Source:
    return Source.SEND_EMAIL if proposal.verb == SEND else Source.CRM


def _to_send(proposal: Proposal) -> OutwardAnswer:
    to = proposal.items[0]["after"]["to_email"]
    return OutwardAnswer(
        f"The email to {to} is being sent.",
        Source.SEND_EMAIL,
        Outcome.DONE,
        email=dict(proposal.about["email"]),
        email_id=proposal.ids[0],
        version=proposal.about["version"],
        again=proposal.about["again"],
    )


def _done(turn: Turn, ended: Ended) -> Answer:
    proposal, written = ended.proposal, ended.written
    assert written is not None
    there = [record for record in written.records if record is not None and record.get("deleted_at") is None]
    ids = proposal.ids or [record["id"] for record in there]
    changes = [
        {"verb": proposal.verb, "object": proposal.object, "id": record_id, "undo_id": written.undo_id}
        for record_id in ids[:MOST_TOLD]
    ]
    definition = turn.scope.definition(proposal.object)
    return Answer(
        f"{_DONE[proposal.verb]} {_what(turn, proposal)}.",
        outcome=Outcome.DONE,
        records=Shown(definition.name, tuple(ids[:MOST_TOLD]), len(ids)),
        changes=changes,
        suggested_actions=("Undo",),
    )


def _what(turn: Turn, proposal: Proposal) -> str:
    definition = turn.scope.definition(proposal.object)
    if proposal.verb == "merge":
        return f"into the {definition.label.lower()} {proposal.about['keep']}"
    title = proposal.items[0]["title"] if proposal.count == 1 else None
    return f"the {definition.label.lower()} {title}" if title else number_of(definition, proposal.count)


def _now(turn: Turn, item: dict[str, Any], records: list[dict[str, Any]]) -> str | None:
    """How a record is now, where it is not as it was shown before."""
    definition = turn.scope.definition(item["object"])
    record = next((one for one in records if one["id"] == item["id"]), None)
    if record is None:
        return f"{item['title'] or 'a record'} is gone" if item["id"] else None
    if record["deleted_at"]:
        return f"{title_words(record)} is in the trash"
    fields = [definition.by_path[path] for path in item["before"] if path in definition.by_path]
    values = [
        f"{label_words(field)} {field_words(definition, record, field, turn.scope.habits) or 'empty'}"
        for field in fields
    ]
    return f"{title_words(record)} has {listed(values)}" if values else None
