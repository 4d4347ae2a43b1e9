"""Writing: one record at once, with an undo; deletes, merges and many records as a proposal that waits for a yes."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.assistant.answer import Answer, Outcome, Shown
from frontdesk.assistant.meaning import Merge, WriteRows
from frontdesk.assistant.proposal_part import proposal_part
from frontdesk.assistant.spoken import listed
from frontdesk.assistant.told.changes import change_words, given_words
from frontdesk.assistant.told.proposals import proposal_words
from frontdesk.assistant.told.records import title_words
from frontdesk.assistant.turn import Turn
from frontdesk.crm.duplicates.merging import MergeService
from frontdesk.crm.errors import NothingToChangeError, TooManyRecordsError
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.crm.records.previews import changes_anything, previews
from frontdesk.crm.records.proposals import MOST_PROPOSED, Act, ProposalService
from frontdesk.crm.records.write_path import WritePath

_DONE = {Kind.CREATE: "Created", Kind.UPDATE: "Changed", Kind.RESTORE: "Restored"}

Record = Mapping[str, Any]


class WriteSkill:
    """Writes or proposes."""

    def __init__(self, write_path: WritePath, proposals: ProposalService, merging: MergeService):
        self._write_path = write_path
        self._proposals = proposals
        self._merging = merging

    async def run(self, turn: Turn, meaning: WriteRows | Merge) -> Answer:
        turn.actor.require_writing()
        if isinstance(meaning, Merge):
            return await self._propose(turn, await self._merge(turn, meaning), ())
        if len(meaning.rows) > MOST_PROPOSED:
            raise TooManyRecordsError(MOST_PROPOSED)
        if len(meaning.rows) > 1 or meaning.many or meaning.rows[0].kind is Kind.DELETE:
            return await self._propose(turn, Act(meaning.action, meaning.rows), meaning.notes)
        return await self._write(turn, meaning.rows[0], meaning)

    async def _merge(self, turn: Turn, meaning: Merge) -> Act:
        definition = turn.scope.definition(meaning.object)
        about = {"object": definition.name, "keep": meaning.keep, "merge": list(meaning.merge)}
        rows = await self._merging.rows(turn.unit, turn.scope, definition, meaning.keep, meaning.merge)
        return Act("merged", rows, about, definition.name, [meaning.keep, *meaning.merge])

    async def _propose(self, turn: Turn, act: Act, notes: Sequence[str]) -> Answer:
        try:
            proposal = await self._proposals.propose(turn.unit, turn.scope, turn.actor, act)
        except NothingToChangeError as error:
            return Answer(error.detail)
        return Answer(
            " ".join([proposal_words(turn.scope, proposal), *notes]),
            outcome=Outcome.PROPOSED,
            records=Shown(proposal.object, tuple(proposal.ids), len(proposal.ids)) if proposal.ids else None,
            proposal=proposal_part(proposal),
            suggested_actions=("Yes", "No"),
        )

    async def _write(self, turn: Turn, row: RowWrite, meaning: WriteRows) -> Answer:
        planned = await self._write_path.plan(turn.unit, turn.scope, turn.actor, [row])
        item = (await previews(turn.unit, turn.scope, planned))[0] if row.kind is Kind.UPDATE else {}
        if not changes_anything(planned[0]):
            shown = Shown(row.object, (row.id or 0,), 1)
            return Answer(f"{item['title']} is so already; nothing was changed.", records=shown)
        written = await self._write_path.write(
            turn.unit, turn.scope, turn.actor, [row], action=meaning.action, planned=planned
        )
        record = written.records[0]
        record_id = record["id"] if record else planned[0].id
        change = {"verb": row.kind.value, "object": row.object, "id": record_id, "undo_id": written.undo_id}
        return Answer(
            " ".join([_words(turn, row, item, record), *meaning.notes]),
            outcome=Outcome.DONE,
            records=Shown(row.object, (record_id,), 1),
            changes=(change,),
            suggested_actions=("Undo",),
        )


def _words(turn: Turn, row: RowWrite, item: Record, record: Record | None) -> str:
    definition, habits = turn.scope.definition(row.object), turn.scope.habits
    # What one may write but not see any more has no name.
    title = title_words(record) if record else item.get("title") or "that you do not see"
    if row.kind is Kind.UPDATE:
        return f"{title}: {listed(change_words(definition, item, habits))}."
    # A title such as "Outbound call, 12 Mar 2026 16:05" says itself what it is.
    what = title if definition.title.noun else f"the {definition.label.lower()} {title}"
    told = f"{_DONE[row.kind]} {what}"
    given = given_words(definition, row, record, habits) if row.kind is Kind.CREATE and record else []
    return f"{told}: {listed(given)}." if given else f"{told}."
