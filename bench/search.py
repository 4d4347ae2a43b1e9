"""Search at 100,000 made-up passages over several bots, under row security; and the rate of indexing."""

import asyncio
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from bench.figures import Figure, percentile, show
from bench.knowledge_desk import WORKSPACE, KnowledgeDesk, fresh_database
from bench.made_up_passages import DIMENSION, fill, made_up_vectors, made_up_word, unit_length
from frontdesk.knowledge.index_repository import UnindexedPassage
from frontdesk.knowledge.indexing import texts_of
from frontdesk.knowledge.models import NewPassage
from frontdesk.language.embedding import LocalEmbedder

PASSAGES = 100_000
QUERIES = 200
DEPTH = 10
# A question lies this far from the passage that it is drawn near.
DISTANCE = 0.5
# Bots that are asked, by number: the largest and one of each smaller size.
ASKED = (1, 2, 3, 4, 5, 6)
INDEXED = 800


class Questions:
    """Made-up questions, each near to a passage of its bot."""

    def __init__(self, vectors: NDArray[np.float32], bots: NDArray[np.int64], dice: np.random.Generator):
        self._vectors = vectors
        self._rows = {bot: np.flatnonzero(bots == bot) for bot in ASKED}
        self._dice = dice

    def near(self, bot: int) -> NDArray[np.float32]:
        chosen = self._vectors[self._dice.choice(self._rows[bot])]
        return unit_length(chosen + self._dice.standard_normal(DIMENSION) * DISTANCE / np.sqrt(DIMENSION))

    def words(self) -> str:
        """A common word, one in the middle and a rare one."""
        return " ".join(
            made_up_word(int(self._dice.integers(*ranks))) for ranks in ((2, 9), (50, 400), (5_000, 19_000))
        )

    def nearest(self, bot: int, query: NDArray[np.float32]) -> set[int]:
        """Ids of the passages that comparing them all finds nearest."""
        rows = self._rows[bot]
        return {int(row) + 1 for row in rows[np.argsort(-(self._vectors[rows] @ query))[:DEPTH]]}


async def timed(desk: KnowledgeDesk, questions: Questions, bots: Sequence[int]) -> list[float]:
    """Milliseconds of both statements of a search, with words, for each of these bots in turn."""
    found = []
    for bot in bots:
        vector, words = questions.near(bot), questions.words()
        async with desk.database.unit_of_work(WORKSPACE) as unit:
            began = time.perf_counter()
            await desk.knowledge.search(unit, bot_id=bot, text=words, vector=vector, limit=DEPTH)
            found.append((time.perf_counter() - began) * 1000)
    return found


async def recall(desk: KnowledgeDesk, questions: Questions, bots: Sequence[int]) -> float:
    """Share of the nearest ten that a search by meaning finds (the words are in no passage)."""
    shares = []
    for bot in bots:
        vector = questions.near(bot)
        async with desk.database.unit_of_work(WORKSPACE) as unit:
            outcome = await desk.knowledge.search(unit, bot_id=bot, text="zzyzx", vector=vector, limit=DEPTH)
        ids = {result.id for result in outcome.results}
        shares.append(len(ids & questions.nearest(bot, vector)) / DEPTH)
    return float(np.mean(shares))


async def bare(desk: KnowledgeDesk, dice: np.random.Generator) -> list[float]:
    """Milliseconds of one row by its key, twice: as many statements as a search."""
    statement, found = text("SELECT title FROM knowledge_passages WHERE id = :id"), []
    for _ in range(QUERIES):
        async with desk.database.unit_of_work(WORKSPACE) as unit:
            began = time.perf_counter()
            for row in dice.integers(1, PASSAGES, size=2).tolist():
                (await unit.execute(statement, {"id": row})).one()
            found.append((time.perf_counter() - began) * 1000)
    return found


async def search_figures(url: str) -> list[Figure]:
    dice = np.random.default_rng(7)
    vectors = made_up_vectors(PASSAGES, dice)
    desk = KnowledgeDesk(url)
    questions = Questions(vectors, fill(url, vectors, desk.embedder.name, dice), dice)
    try:
        turns = [ASKED[number % len(ASKED)] for number in range(QUERIES)]
        await timed(desk, questions, turns)
        floor = await bare(desk, dice)
        mixed = await timed(desk, questions, turns)
        largest = await timed(desk, questions, [1] * QUERIES)
        middle, high = percentile(floor, 0.5), percentile(floor, 0.95)
        each = [
            Figure(f"recall@10 of exact, bot {bot}", await recall(desk, questions, [bot] * 50), "", 0.98, False)
            for bot in ASKED[:5]
        ]
        return [
            Figure("database part p50, six bots", percentile(mixed, 0.5), "ms", None, True, middle, "row by key"),
            Figure("database part p95, six bots", percentile(mixed, 0.95), "ms", 10, True, high, "row by key"),
            Figure("database part p50, largest bot", percentile(largest, 0.5), "ms", None, True, middle, "row by key"),
            Figure("database part p95, largest bot", percentile(largest, 0.95), "ms", 10, True, high, "row by key"),
            Figure("recall@10 of exact, six bots", await recall(desk, questions, turns), "", 0.98, False),
            *each,
        ]
    finally:
        await desk.close()


async def indexing_figures(url: str) -> list[Figure]:
    """Passages a second through the whole indexing job, next to embedding the same texts alone."""
    dice = np.random.default_rng(11)
    passages = [made_up_text(number, dice) for number in range(INDEXED)]
    texts = [
        each
        for number, passage in enumerate(passages)
        for each in texts_of(UnindexedPassage(number, "document", passage.title, passage.content, None))
    ]
    embedder = LocalEmbedder()
    embedder.embed(texts[:8])
    began = time.perf_counter()
    embedder.embed(texts)
    alone = INDEXED / (time.perf_counter() - began)
    desk = KnowledgeDesk(url)
    try:
        await desk.embedder.embed_one("warm")
        began = time.perf_counter()
        await desk.teach(1_000, "made-up", "document", passages)
        whole = INDEXED / (time.perf_counter() - began)
    finally:
        await desk.close()
    return [Figure("indexing", whole, "passages/s", 0.9 * alone, False, alone, "embedding alone")]


def made_up_text(number: int, dice: np.random.Generator) -> NewPassage:
    """About a hundred words, as a piece of a document has them."""
    kinds = ("valve", "boiler", "filter", "pressure", "switch", "service", "panel", "sensor", "water", "frost")
    words = [f"{dice.choice(kinds)} {dice.choice(kinds)} of part {dice.integers(100, 999)}" for _ in range(20)]
    return NewPassage(f"Section {number}", ". ".join(words), position=number)


def run() -> list[Figure]:
    """Figures of search and indexing, in databases of their own."""
    with fresh_database() as url:
        figures = asyncio.run(indexing_figures(url))
    with fresh_database() as url:
        return asyncio.run(search_figures(url)) + figures


if __name__ == "__main__":
    show("Search at 100,000 passages", run())
