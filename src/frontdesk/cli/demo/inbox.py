"""What the demo's team keeps in its inbox: labels, some of them on conversations, and saved replies."""

import json
from importlib import resources
from typing import Any

from frontdesk.composition import Composition
from frontdesk.conversations.access import Place
from frontdesk.conversations.filters import ConversationFilter
from frontdesk.conversations.labels import LabelService
from frontdesk.conversations.listing import ConversationList
from frontdesk.conversations.saved_replies import SavedReplyService
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.callers import Caller
from frontdesk.platform.unit_of_work import UnitOfWork


class DemoInbox:
    """Makes them, once the demo's conversations have been held."""

    def __init__(self, composition: Composition):
        self._provided = composition.provided
        self._database = composition.database
        self._plan: dict[str, Any] = json.loads(
            (resources.files(__package__) / "inbox.json").read_text(encoding="utf-8")
        )

    async def make(self, workspace_id: int, staff: Caller) -> None:
        labels, replies = self._provided.get(LabelService), self._provided.get(SavedReplyService)
        async with self._database.unit_of_work(workspace_id) as unit:
            made = {plan["name"]: (await labels.create(unit, staff, plan)).id for plan in self._plan["labels"]}
            for reply in self._plan["saved_replies"]:
                await replies.create(unit, staff, reply)
            for user_id, names in self._plan["labelled"].items():
                await self._label(unit, staff, user_id, [made[name] for name in names])

    async def _label(self, unit: UnitOfWork, staff: Caller, user_id: str, label_ids: list[int]) -> None:
        """Puts the labels on this customer's conversations."""
        conversations, labels = self._provided.get(ConversationService), self._provided.get(LabelService)
        found, _ = await self._provided.get(ConversationList).page(unit, ConversationFilter(words=(user_id,)), None, 10)
        for row in found:
            place = Place(unit.workspace_id, row.id, None, by_secret=False)
            await labels.put(unit, await conversations.enter(unit, place, staff, lock=True), staff, label_ids)
