"""Knowledge of bots: what was uploaded, what of it answers a question, and what could be asked next."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.knowledge.confidence import ConfidenceModel
from frontdesk.knowledge.errors import FileTooLargeError, PassageNotFoundError, SourceNotFoundError
from frontdesk.knowledge.extraction.extractor import Extraction, extract
from frontdesk.knowledge.models import BotSummary, Passage, Source
from frontdesk.knowledge.repository import PassageRepository, SourceRepository
from frontdesk.knowledge.search import DEFAULT_CONFIDENCE, Filters, Search, SearchOutcome
from frontdesk.knowledge.search_repository import SearchRepository
from frontdesk.knowledge.suggestions import SuggestionRepository
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.text import one_line
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

INDEX_SOURCE = "knowledge.index_source"
REFRESH_BOT = "knowledge.refresh_bot"
MOST_NAME_CHARACTERS = 200


@dataclass(frozen=True)
class UploadOutcome:
    """The source that holds the file now. `is_duplicate`: the bot had the same content already."""

    source: Source
    is_duplicate: bool


class KnowledgeService:
    """All that other modules ask of knowledge. Takes a unit of work and never commits."""

    def __init__(
        self,
        embedder: BatchingEmbedder,
        audit: AuditTrail,
        clock: Clock,
        max_upload_megabytes: float,
        model: ConfidenceModel | None = None,
        search_repository: SearchRepository | None = None,
    ):
        self._embedder = embedder
        self._audit = audit
        self._clock = clock
        self._megabytes = max_upload_megabytes
        self._sources = SourceRepository()
        self._passages = PassageRepository()
        self._suggestions = SuggestionRepository()
        self._search = Search(embedder, model or ConfidenceModel.shipped(), search_repository or SearchRepository())

    async def upload(self, unit: UnitOfWork, caller: Caller, bot_id: int, name: str, data: bytes) -> UploadOutcome:
        """Takes in a file for a bot; it is indexed in the background and searched from then on.

        Raises FileTooLargeError, NotAnFaqFileError, or FileFaultsError with every fault; then nothing is changed.
        """
        # Beside the event loop: a file of many megabytes takes long enough to be felt in other people's answers.
        extraction = await asyncio.to_thread(self.read, name, data)
        name = one_line(PurePath(name.replace("\\", "/")).name, MOST_NAME_CHARACTERS) or f"faqs.{extraction.format}"
        digest = hashlib.sha256(data).hexdigest()
        await self._sources.lock(unit, bot_id)
        same = await self._sources.with_content(unit, bot_id, digest)
        if same is not None:
            return UploadOutcome(await self._taken_up_again(unit, same), is_duplicate=True)
        return UploadOutcome(await self.take_in(unit, caller, bot_id, name, digest, extraction), is_duplicate=False)

    async def take_in(
        self, unit: UnitOfWork, caller: Caller, bot_id: int, name: str, digest: str, extraction: Extraction
    ) -> Source:
        """Stores what was extracted as the newest content of the bot's source of that name, and has it indexed."""
        now = self._clock.now()
        values = {
            "kind": extraction.kind,
            "format": extraction.format,
            "status": "pending",
            "error": None,
            "entries": len(extraction.passages),
            "indexed": 0,
            "sha256": digest,
            "updated_at": now,
        }
        known = await self._sources.named(unit, bot_id, name)
        source = await self._sources.update(unit, known.id, values) if known else None
        if source is None:
            values |= {"bot_id": bot_id, "name": name, "created_at": now}
            source = await self._sources.insert(unit, values)
        upload_id = await self._sources.new_upload(unit, source, self._embedder.name)
        await self._passages.insert(unit, upload_id, extraction.kind, extraction.passages)
        await self._queue(unit, source, upload_id)
        metadata = {"bot_id": bot_id, "name": name, "entries": source.entries}
        await self._audit.record(unit, caller, "knowledge.uploaded", "knowledge_sources", source.id, metadata)
        return source

    def read(self, name: str, data: bytes) -> Extraction:
        """What a file says. Raises as `upload` does."""
        if len(data) > self._megabytes * 1_000_000:
            raise FileTooLargeError(self._megabytes)
        return extract(name, data)

    async def sources(self, unit: UnitOfWork, bot_id: int | None, after: int, limit: int) -> tuple[list[Source], int]:
        """Up to `limit` sources with an id above `after`, of one bot or of all, and how many there are."""
        return await self._sources.page(unit, bot_id, after, limit)

    async def source(self, unit: UnitOfWork, source_id: int) -> Source:
        """Raises SourceNotFoundError."""
        source = await self._sources.get(unit, source_id)
        if source is None:
            raise SourceNotFoundError
        return source

    async def reindex(self, unit: UnitOfWork, caller: Caller, source_id: int) -> Source:
        """Has a source indexed anew; what it says is searched all the while. Raises SourceNotFoundError."""
        source = await self.source(unit, source_id)
        await self._sources.lock(unit, source.bot_id)
        source = await self._index_anew(unit, source)
        await self._audit.record(unit, caller, "knowledge.reindexed", "knowledge_sources", source.id)
        return source

    async def delete(self, unit: UnitOfWork, caller: Caller, source_id: int) -> None:
        """Removes a source with its passages. Raises SourceNotFoundError."""
        source = await self.source(unit, source_id)
        await self._sources.lock(unit, source.bot_id)
        await self._sources.delete(unit, source_id)
        await unit.defer(REFRESH_BOT, workspace_id=unit.workspace_id, bot_id=source.bot_id)
        metadata = {"bot_id": source.bot_id, "name": source.name}
        await self._audit.record(unit, caller, "knowledge.deleted", "knowledge_sources", source_id, metadata)

    async def passages(self, unit: UnitOfWork, source_id: int, after: int, limit: int) -> tuple[list[Passage], int]:
        """Passages of a source after position `after`, in order, and how many it has. Raises SourceNotFoundError."""
        await self.source(unit, source_id)
        return await self._passages.page(unit, source_id, after, limit)

    async def passage(self, unit: UnitOfWork, passage_id: int) -> Passage:
        """Raises PassageNotFoundError."""
        passage = await self._passages.get(unit, passage_id)
        if passage is None:
            raise PassageNotFoundError
        return passage

    async def passage_for(self, unit: UnitOfWork, caller: Caller, passage_id: int) -> Passage:
        """A passage that the caller may read: staff any, a customer those of their bot. PassageNotFoundError else."""
        bot_id = await self._passages.bot_of(unit, passage_id)
        if bot_id is None or not (caller.is_staff or caller.bot_id == bot_id):
            raise PassageNotFoundError
        return await self.passage(unit, passage_id)

    async def search(
        self,
        unit: UnitOfWork,
        *,
        bot_id: int,
        text: str,
        vector: NDArray[np.float32] | None = None,
        limit: int = 5,
        category: str | None = None,
        source: str | None = None,
        kind: str | None = None,
        threshold: float | None = None,
        confidence: float = DEFAULT_CONFIDENCE,
    ) -> SearchOutcome:
        """The passages of a bot that fit the text best, and how likely they answer it.

        `vector`: of the text, float32 [dimension], where the caller has it. `threshold`: least score of a result.
        `confidence`: what the bot asks for before it answers. Costs two statements.
        """
        filters = Filters(category, source, kind)
        outcome = await self._search.run(unit, bot_id, text, vector, limit, filters, threshold, confidence)
        if outcome.outdated:
            await self._renew_outdated(unit, bot_id)
        return outcome

    async def opening_questions(self, unit: UnitOfWork, bot_id: int, limit: int = 3) -> list[str]:
        """Questions to begin with: one of each category in turn, in the order of the files."""
        return await self._suggestions.opening(unit, bot_id, limit)

    async def summaries(self, unit: UnitOfWork, bot_ids: Sequence[int]) -> Mapping[int, BotSummary]:
        """How much each of these bots knows."""
        return await self._sources.summaries(unit, bot_ids)

    async def _taken_up_again(self, unit: UnitOfWork, source: Source) -> Source:
        """A file that came again: where it had failed, that is reason to try once more."""
        return await self._index_anew(unit, source) if source.status == "failed" else source

    async def _index_anew(self, unit: UnitOfWork, source: Source) -> Source:
        """An upload that waits is queued again; else the live one's passages are indexed beside it."""
        waiting = await self._sources.upload_of(unit, source.id, live=False)
        live = await self._sources.upload_of(unit, source.id, live=True)
        if waiting is None and live is None:
            return source
        if waiting is not None:
            upload_id = waiting[0]
        else:
            upload_id = await self._sources.new_upload(unit, source, self._embedder.name)
            await self._passages.copy(unit, live[0] if live else upload_id, upload_id)
        values = {"status": "pending", "error": None, "indexed": 0, "updated_at": self._clock.now()}
        await self._queue(unit, source, upload_id)
        return await self._sources.update(unit, source.id, values) or source

    async def _renew_outdated(self, unit: UnitOfWork, bot_id: int) -> None:
        """The embedding model was changed: what the old one indexed cannot be searched until it is indexed anew."""
        await self._sources.lock(unit, bot_id)
        for source_id in await self._sources.outdated(unit, bot_id, self._embedder.name):
            await self._index_anew(unit, await self.source(unit, source_id))

    async def _queue(self, unit: UnitOfWork, source: Source, upload_id: int) -> None:
        await unit.defer(
            INDEX_SOURCE,
            queueing_lock=f"{INDEX_SOURCE}:{upload_id}",
            workspace_id=unit.workspace_id,
            source_id=source.id,
            upload_id=upload_id,
        )
