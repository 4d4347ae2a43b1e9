"""Indexing against the real database: stopped and begun again, failed, another model, many passages."""

import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import numpy as np
import pytest

from frontdesk.identity.service.audit import AuditTrail
from frontdesk.knowledge.confidence import ConfidenceModel
from frontdesk.knowledge.indexing import BATCH, Indexing
from frontdesk.knowledge.search_repository import SearchRepository
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.embedding import Embedder, LocalEmbedder, Vectors
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from tests.conftest import Running, Staff
from tests.http.faqs import FAQS

MANY = [{"question": f"What about matter {number}?", "answer": f"Ask desk {number}."} for number in range(3 * BATCH)]


class StoppingEmbedder(LocalEmbedder):
    """Embeds so many texts, then fails as a killed worker would."""

    def __init__(self, texts: int):
        super().__init__()
        self._left = texts

    def embed(self, texts: Sequence[str]) -> Vectors:
        self._left -= len(texts)
        if self._left < 0:
            raise RuntimeError("the power went out")
        return super().embed(texts)


class OtherEmbedder:
    """Another model of another dimension: the first 64 numbers of ours."""

    name = "other/64"
    dimension = 64

    def __init__(self) -> None:
        self._ours = LocalEmbedder()

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = self._ours.embed(texts)[:, :64]
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


class Desk:
    """Services of knowledge with an embedder of their own, over the database of the application."""

    def __init__(self, running: Running, owner: Staff, embedder: Embedder, repository: SearchRepository | None):
        self._running = running
        self.workspace_id = owner.get("/api/v1/me").json()["workspace"]["id"]
        self.database = running.composition.provided.get(Database)
        clock, model = Clock(), ConfidenceModel.shipped()
        self.batching = BatchingEmbedder(embedder)
        self.knowledge = KnowledgeService(self.batching, AuditTrail(clock), clock, 10, model, repository)
        self.indexing = Indexing(self.database, self.batching, model, clock)

    def run(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        assert self._running.client.portal is not None
        return self._running.client.portal.call(work)

    def index(self, source_id: int) -> None:
        waiting = "SELECT id FROM knowledge_uploads WHERE source_id = %s AND NOT is_live"
        ((upload_id,),) = self._running.rows(waiting, source_id)
        self.run(lambda: self.indexing.index_source(self.workspace_id, source_id, upload_id))

    def search(self, bot_id: int, text: str, **options: Any) -> Any:
        async def work() -> Any:
            async with self.database.unit_of_work(self.workspace_id) as unit:
                return await self.knowledge.search(unit, bot_id=bot_id, text=text, **options)

        return self.run(work)


def upload(owner: Staff, bot_id: int, faqs: list[dict[str, Any]]) -> int:
    answer = owner.post(
        "/api/v1/knowledge/sources",
        data={"bot_id": str(bot_id)},
        files={"file": ("faqs.json", json.dumps(faqs).encode(), "application/json")},
    )
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def test_indexing_that_was_stopped_goes_on_where_it_was(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    source_id = upload(owner, bot["id"], MANY)
    stopping = Desk(running, owner, StoppingEmbedder(4 * BATCH + 8), None)
    with pytest.raises(RuntimeError, match="power"):
        stopping.index(source_id)
    source = owner.get(f"/api/v1/knowledge/sources/{source_id}").json()
    assert source["status"] == "failed"
    assert "the power went out" in source["error"]
    assert 0 < source["indexed"] < len(MANY)
    assert owner.post("/api/search", json={"query": "matter 7"}).json()["total"] == 0
    running.run_jobs()
    source = owner.get(f"/api/v1/knowledge/sources/{source_id}").json()
    assert (source["status"], source["indexed"], source["error"]) == ("ready", len(MANY), None)
    counted = "SELECT count(*), count(DISTINCT passage_id) FROM knowledge_vectors WHERE bot_id = %s"
    assert running.rows(counted, bot["id"]) == [(len(MANY), len(MANY))]
    listed = "SELECT max(passages) FROM knowledge_vocabulary WHERE bot_id = %s"
    assert running.rows(listed, bot["id"]) == [(len(MANY),)]


def test_an_upload_that_was_overtaken_is_not_indexed(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    source_id = upload(owner, bot["id"], FAQS)
    ((first,),) = running.rows("SELECT id FROM knowledge_uploads WHERE source_id = %s", source_id)
    upload(owner, bot["id"], FAQS[:2])
    desk = Desk(running, owner, LocalEmbedder(), None)
    desk.run(lambda: desk.indexing.index_source(desk.workspace_id, source_id, first))
    assert owner.get(f"/api/v1/knowledge/sources/{source_id}").json()["status"] == "pending"
    running.run_jobs()
    source = owner.get(f"/api/v1/knowledge/sources/{source_id}").json()
    assert (source["status"], source["indexed"]) == ("ready", 2)


def test_another_embedding_model_is_noticed_and_indexed_anew(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    (source,) = owner.get("/api/v1/knowledge/sources").json()["items"]
    other = Desk(running, owner, OtherEmbedder(), None)
    found = other.search(bot["id"], "forgot my password")
    assert (list(found.results), found.nothing_fits) == ([], True)
    assert owner.get(f"/api/v1/knowledge/sources/{source['id']}").json()["status"] == "pending"
    assert owner.post("/api/search", json={"query": "forgot my password"}).json()["total"] == 5
    other.index(source["id"])
    assert other.search(bot["id"], "forgot my password").results[0].title == "How do I reset my password?"
    models = "SELECT model, is_live FROM knowledge_uploads WHERE source_id = %s"
    assert running.rows(models, source["id"]) == [("other/64", True)]


def test_by_index_and_one_by_one_the_same_is_found(running: Running, owner: Staff) -> None:
    bot = owner.bot(MANY)
    owner.bot(MANY[:20])
    by_index = Desk(running, owner, LocalEmbedder(), SearchRepository(most_compared=1))
    one_by_one = Desk(running, owner, LocalEmbedder(), SearchRepository(most_compared=10**9))
    for text in ("matter 7", "which desk is for matter 150", "hello"):
        answers = [desk.search(bot["id"], text).results for desk in (by_index, one_by_one)]
        assert [each.id for each in answers[0]] == [each.id for each in answers[1]]


def test_a_rare_word_is_found_through_its_list_alone(running: Running, owner: Staff) -> None:
    faqs = [*MANY, {"question": "Who is Zoltan?", "answer": "The owner of the zeppelin."}]
    bot = owner.bot(faqs)
    by_index = Desk(running, owner, LocalEmbedder(), SearchRepository(ef_search=1, candidates=1, most_compared=1))
    nowhere = np.zeros(384, dtype=np.float32)
    assert by_index.search(bot["id"], "zeppelin", vector=nowhere, limit=1).results[0].title == "Who is Zoltan?"


def test_questions_that_came_near_are_told_nearest_first(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    found = Desk(running, owner, LocalEmbedder(), None).search(bot["id"], "I forgot my password", limit=1)
    assert found.questions[0].title == found.results[0].title == "How do I reset my password?"
    assert len(found.questions) > 3
    assert len(set(found.questions)) == len(found.questions)


def test_a_search_that_forgets_the_workspace_finds_nothing_of_another(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    stranger = Desk(running, running.found(), LocalEmbedder(), None)
    assert list(stranger.search(bot["id"], "forgot my password").results) == []
