"""Undo: takes the last write of the session back."""

from typing import Any
from uuid import UUID

from frontdesk.assistant.answer import Answer, Outcome, Shown
from frontdesk.assistant.meaning import Undo
from frontdesk.assistant.spoken import counted, listed
from frontdesk.assistant.told.records import MOST_NAMED, number_of, title_words
from frontdesk.assistant.turn import Turn
from frontdesk.crm.errors import CannotUndoError
from frontdesk.crm.records.undo import Undone, UndoService

MOST_TOLD = 200


class UndoSkill:
    """`changes` of its answer carry the undo of the undo."""

    def __init__(self, undo: UndoService):
        self._undo = undo

    async def run(self, turn: Turn, meaning: Undo) -> Answer:
        undo_id = turn.memory.undo_id
        if undo_id is None:
            return Answer("Nothing that was done in this conversation is left to undo.", outcome=Outcome.ASKED)
        try:
            undone = await self._undo.undo(turn.unit, turn.scope, turn.actor, UUID(undo_id))
        except CannotUndoError as error:
            return Answer(error.detail, outcome=Outcome.CONFLICT)
        there = [(name, record_id) for name, record_id, record in undone.items if _is_there(record)]
        first = undone.items[0][0] if undone.items else None
        ids = tuple(record_id for name, record_id in there if name == first)
        return Answer(
            _words(turn, undone),
            outcome=Outcome.DONE,
            records=Shown(first, ids, len(ids)) if first and ids else None,
            changes=_changes(undone),
        )


def _changes(undone: Undone) -> list[dict[str, Any]]:
    return [
        {"verb": "update" if _is_there(record) else "delete", "object": name, "id": record_id,
         "undo_id": undone.undo_id}
        for name, record_id, record in undone.items[:MOST_TOLD]
    ]  # fmt: skip


def _words(turn: Turn, undone: Undone) -> str:
    if len({name for name, _, _ in undone.items}) != 1:
        return f"Undone: {counted(len(undone.items), 'record is', 'records are')} as before."
    definition = turn.scope.definition(undone.items[0][0])
    there = [title_words(record) for _, _, record in undone.items if record is not None and _is_there(record)]
    if not there:
        gone = number_of(definition, len(undone.items))
        return (
            f"Undone: {gone} that {'was' if len(undone.items) == 1 else 'were'} made here {_is_are(undone)} gone again."
        )
    more = len(undone.items) - len(there[:MOST_NAMED])
    named = listed([*there[:MOST_NAMED], f"{more:,} more"] if more > 0 else there)
    return f"Undone: {named} {_is_are(undone)} as before."


def _is_are(undone: Undone) -> str:
    return "is" if len(undone.items) == 1 else "are"


def _is_there(record: dict[str, Any] | None) -> bool:
    return record is not None and record.get("deleted_at") is None
