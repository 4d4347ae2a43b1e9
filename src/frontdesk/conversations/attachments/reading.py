"""Reads attachments in the worker: text apart, in bounds of time and memory, then the vectors of its passages."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from frontdesk.conversations.attachments.models import CUT, READ, UNREAD, WAITING, Attachment, AttachmentPassage
from frontdesk.conversations.attachments.repository import AttachmentRepository
from frontdesk.knowledge.enclosed import terms_of
from frontdesk.knowledge.extraction.documents.apart import Bounds, ReadDocument, read_apart
from frontdesk.knowledge.extraction.documents.document import UnreadableError
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database

# A customer waits: what cannot be given its meaning in this time is found by its words alone.
EMBEDDING_SECONDS = 7.0
BATCH = 16
KEPT_UNSENT = timedelta(hours=24)


class AttachmentReading:
    """Carries out the jobs of attachments. Each may run twice: the second changes nothing."""

    def __init__(self, database: Database, embedder: BatchingEmbedder, clock: Clock, bounds: Bounds | None = None):
        self._database = database
        self._embedder = embedder
        self._clock = clock
        self._bounds = bounds or Bounds()
        self._repository = AttachmentRepository()

    async def read(self, workspace_id: int, attachment_id: str) -> None:
        """Reads a file that waits for it; whatever is wrong with the file is noted beside it."""
        file_id = UUID(attachment_id)
        async with self._database.unit_of_work(workspace_id) as unit:
            found = await self._repository.of_ids(unit, [file_id])
            if not found or found[0].status != WAITING:
                return
            data = await self._repository.content(unit, file_id)
        try:
            document = await read_apart(data, found[0].kind, self._bounds)
        except UnreadableError as error:
            async with self._database.unit_of_work(workspace_id) as unit:
                await self._repository.mark(unit, file_id, status=UNREAD, problem=error.problem)
            return
        passages = await self._with_vectors(await asyncio.to_thread(_passages, found[0], document))
        async with self._database.unit_of_work(workspace_id) as unit:
            if not await self._repository.of_ids(unit, [file_id]):
                return
            await self._repository.keep_passages(unit, file_id, self._embedder.name, passages)
            await self._repository.mark(
                unit, file_id, status=READ, problem=None if document.is_whole else CUT, page_count=document.page_count
            )

    async def drop_unsent(self) -> None:
        """Removes what was uploaded a day ago and never sent."""
        before = self._clock.now() - KEPT_UNSENT
        async with self._database.unit_of_work(None) as unit:
            workspaces = await self._repository.workspaces_with_unsent(unit, before)
        for workspace_id in workspaces:
            async with self._database.unit_of_work(workspace_id) as own:
                await self._repository.delete_unsent(own, before)

    async def _with_vectors(self, passages: Sequence[AttachmentPassage]) -> list[AttachmentPassage]:
        """In order, from the beginning, as many as there is time for."""
        done: list[AttachmentPassage] = []
        try:
            async with asyncio.timeout(EMBEDDING_SECONDS):
                for start in range(0, len(passages), BATCH):
                    batch = passages[start : start + BATCH]
                    vectors = await self._embedder.embed_many([f"{p.name}\n{p.content}" for p in batch])
                    done += [replace(p, vector=vector) for p, vector in zip(batch, vectors, strict=True)]
        except TimeoutError:
            pass
        return [*done, *passages[len(done) :]]


def _passages(file: Attachment, document: ReadDocument) -> list[AttachmentPassage]:
    return [
        AttachmentPassage(file.id, position, file.name, passage.page, passage.content, terms_of(passage.content))
        for position, passage in enumerate(document.passages)
    ]
