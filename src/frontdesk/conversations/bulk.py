"""One action on many conversations: each succeeds or fails for itself, all in one transaction."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from frontdesk.conversations.access import Place
from frontdesk.conversations.assignment import AssignmentService
from frontdesk.conversations.inbox_schemas import BulkAssign, BulkIn, BulkLabel, BulkResolve, BulkSnooze
from frontdesk.conversations.labels import LabelService
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.snoozing import SnoozeService
from frontdesk.identity.callers import Caller
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.unit_of_work import UnitOfWork

# All before the first is changed, and in one order: so two who change the same ones wait for each other and do not lock
# each other out, nor those who give out in turn (availability.py).
_LOCK = text("SELECT id FROM conversations WHERE id = ANY (CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")

Action = Callable[[Conversation], Awaitable[object]]


@dataclass(frozen=True)
class Done:
    """Those that are now as was asked, and why others are not, in the order in which they were named."""

    changed: list[UUID]
    failed: list[tuple[UUID, str]]


class BulkService:
    """Carries actions out."""

    def __init__(
        self,
        conversations: ConversationService,
        assignment: AssignmentService,
        labels: LabelService,
        snoozes: SnoozeService,
    ):
        self._conversations = conversations
        self._assignment = assignment
        self._labels = labels
        self._snoozes = snoozes

    async def run(self, unit: UnitOfWork, caller: Caller, wanted: BulkIn) -> Done:
        """Whoever is named twice is changed once."""
        action, why = self._action(unit, caller, wanted), {}
        ids = list(dict.fromkeys(wanted.ids))
        await unit.execute(_LOCK, {"ids": ids})
        for id_ in ids:
            why[id_] = await self._one(unit, caller, id_, action)
        failed = [(id_, detail) for id_ in ids if (detail := why[id_]) is not None]
        return Done([id_ for id_ in ids if why[id_] is None], failed)

    async def _one(self, unit: UnitOfWork, caller: Caller, id_: UUID, action: Action) -> str | None:
        """None, or why it failed; nothing of it stays then."""
        savepoint = await unit.set_savepoint()
        try:
            place = Place(unit.workspace_id, id_, None, by_secret=False)
            await action(await self._conversations.enter(unit, place, caller, lock=True))
        except FrontdeskError as error:
            await unit.go_back(savepoint)
            return error.detail
        return None

    def _action(self, unit: UnitOfWork, caller: Caller, wanted: BulkIn) -> Action:
        if isinstance(wanted, BulkAssign):
            if wanted.to == "next":
                return lambda found: self._assignment.assign_next(unit, found, caller)
            return lambda found: self._assignment.assign(unit, found, caller, wanted.user_id)
        if isinstance(wanted, BulkLabel):
            put = self._labels.mark if wanted.action == "label" else self._labels.unmark
            return lambda found: put(unit, found, caller, wanted.label_id)
        if isinstance(wanted, BulkSnooze):
            return lambda found: self._snoozes.snooze(unit, found, caller, wanted.until)
        if isinstance(wanted, BulkResolve):
            return lambda found: self._conversations.resolve(unit, found, caller, wanted.reason, wanted.note)
        step = self._conversations.take if wanted.action == "take" else self._conversations.release
        return lambda found: step(unit, found, caller)
