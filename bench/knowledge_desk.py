"""The services of knowledge over a database of their own, for benchmarks and evaluations."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from frontdesk.composition import migrate_database
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.knowledge import jobs as knowledge_jobs
from frontdesk.knowledge.confidence import ConfidenceModel
from frontdesk.knowledge.extraction.extractor import Extraction
from frontdesk.knowledge.indexing import Indexing
from frontdesk.knowledge.models import NewPassage
from frontdesk.knowledge.search_repository import SearchRepository
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.embedding import LocalEmbedder
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.embedded_postgres import EmbeddedPostgres
from frontdesk.platform.events import EventLog
from frontdesk.platform.jobs import JobQueue

WORKSPACE = 1


@contextmanager
def fresh_database() -> Iterator[str]:
    """A migrated PostgreSQL in a folder that goes away; its connection string."""
    with TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        server = EmbeddedPostgres(Path(folder))
        url = server.start()
        migrate_database(url)
        try:
            yield url
        finally:
            with suppress(OSError):
                server.stop()


class KnowledgeDesk:
    """Uploads, indexes and searches. To be closed in the event loop that used it."""

    def __init__(self, url: str):
        clock = Clock()
        self.url = url
        self.jobs = JobQueue(url)
        self.database = Database(url, self.jobs, EventLog(clock))
        self.embedder = BatchingEmbedder(LocalEmbedder())
        model = ConfidenceModel.shipped()
        self.knowledge = KnowledgeService(self.embedder, AuditTrail(clock), clock, 50, model)
        self.repository = SearchRepository()
        knowledge_jobs.register(self.jobs, Indexing(self.database, self.embedder, model, clock))

    async def teach(self, bot_id: int, name: str, kind: str, passages: list[NewPassage]) -> None:
        """Makes the bot where there is none, and indexes the passages."""
        add_bot(self.url, bot_id)
        async with self.database.unit_of_work(WORKSPACE) as unit:
            caller, extraction = Caller.system(WORKSPACE), Extraction(kind, "json", passages)
            await self.knowledge.take_in(unit, caller, bot_id, name, name, extraction)
        await self.jobs.work(until_empty=True)

    async def close(self) -> None:
        await self.embedder.close()
        await self.database.close()


def add_bot(url: str, bot_id: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "INSERT INTO workspaces (id, name, created_at) VALUES (1, 'w', now()) ON CONFLICT DO NOTHING"
        )
        connection.execute(
            "INSERT INTO bots (id, workspace_id, name, slug, escalation, search, memory, created_at, updated_at)"
            " VALUES (%s, 1, 'bot', %s, '{}', '{}', '{}', now(), now()) ON CONFLICT DO NOTHING",
            (bot_id, f"bot-{bot_id}"),
        )
