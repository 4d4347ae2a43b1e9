"""Fills a database with made-up passages of several bots, past the embedding, for the search benchmark.

Vectors vary in few directions and have some noise in all: embeddings of the project's FAQs have an intrinsic dimension
of about 12 (two-nearest-neighbours estimate), these have 24 and noise, so they are the harder ones to index. Vectors
without any structure are the one thing that no text gives. Words are drawn as texts have them: a few in every other
passage, most in next to none.
"""

from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from bench.knowledge_desk import add_bot
from frontdesk.knowledge.term_weights import TERM_SPACE, term_number

# Passages of each bot of 100,000: one large, some middling, and many small ones.
SHARES = (60_000, 20_000, 10_000, 5_000, 2_000, *([100] * 30))
DIMENSION = 384
DIRECTIONS = 24
NOISE = 0.5
VOCABULARY = 20_000
WORDS_OF_A_PASSAGE = 40


def unit_length(vectors: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), dtype=np.float32)


def made_up_vectors(count: int, dice: np.random.Generator) -> NDArray[np.float32]:
    """float32 [count, DIMENSION] of length 1."""
    directions = dice.standard_normal((DIRECTIONS, DIMENSION))
    meant = unit_length(dice.standard_normal((count, DIRECTIONS)) @ directions)
    return unit_length(meant + dice.standard_normal((count, DIMENSION)) * NOISE / np.sqrt(DIMENSION))


def made_up_word(rank: int) -> str:
    """The word of that rank by frequency."""
    return f"w{rank}"


def bots_of(count: int) -> NDArray[np.int64]:
    """Number of the bot that each passage belongs to, from 1."""
    sizes = [share * count // sum(SHARES) for share in SHARES]
    sizes[0] += count - sum(sizes)
    return np.repeat(np.arange(1, len(sizes) + 1), sizes)


def fill(url: str, vectors: NDArray[np.float32], model: str, dice: np.random.Generator) -> NDArray[np.int64]:
    """Writes one passage for each vector, with ids from 1; returns the bot of each."""
    bots = bots_of(len(vectors))
    ranks = np.minimum(dice.zipf(1.3, (len(vectors), WORDS_OF_A_PASSAGE)), VOCABULARY)
    terms = [{term_number(made_up_word(rank)) for rank in row} for row in ranks.tolist()]
    with psycopg.connect(url) as connection:
        connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for bot, size in zip(*np.unique(bots, return_counts=True), strict=True):
            add_bot(url, int(bot))
            _write_source(connection, int(bot), int(size), model)
        with connection.cursor() as cursor:
            _write_passages(cursor, bots)
            _write_vectors(cursor, vectors, bots, terms)
            _write_postings(cursor, bots, terms)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return bots


def _write_source(connection: psycopg.Connection[Any], bot: int, size: int, model: str) -> None:
    """One source and one live upload, both with the bot's number."""
    connection.execute(
        "INSERT INTO knowledge_sources (id, workspace_id, bot_id, name, kind, format, status, entries, indexed,"
        " sha256, created_at, updated_at)"
        " VALUES (%s, 1, %s, 'made-up', 'document', 'json', 'ready', %s, %s, '', now(), now())",
        (bot, bot, size, size),
    )
    connection.execute(
        "INSERT INTO knowledge_uploads (id, workspace_id, bot_id, source_id, model, is_live)"
        " VALUES (%s, 1, %s, %s, %s, true)",
        (bot, bot, bot, model),
    )
    connection.execute(
        "INSERT INTO knowledge_statistics (bot_id, workspace_id, model, passages, calibration, updated_at)"
        " VALUES (%s, 1, %s, %s, '{}', now())",
        (bot, model, size),
    )


def _write_passages(cursor: psycopg.Cursor[Any], bots: NDArray[np.int64]) -> None:
    columns = "id, workspace_id, upload_id, position, kind, title, content"
    with cursor.copy(f"COPY knowledge_passages ({columns}) FROM STDIN") as copy:
        for row, bot in enumerate(bots.tolist(), start=1):
            copy.write_row((row, 1, bot, row, "document", f"Passage {row}", f"Made-up passage {row}. " * 20))


def _write_vectors(
    cursor: psycopg.Cursor[Any], vectors: NDArray[np.float32], bots: NDArray[np.int64], terms: list[set[int]]
) -> None:
    """The index is built afterwards: for so many at once that is the quicker way, and gives the same index."""
    cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'knowledge_vectors_near_384'")
    (definition,) = cursor.fetchone() or ("",)
    cursor.execute("DROP INDEX knowledge_vectors_near_384")
    columns = "passage_id, workspace_id, bot_id, upload_id, dimension, embedding, words"
    with cursor.copy(f"COPY knowledge_vectors ({columns}) FROM STDIN") as copy:
        for row, (bot, vector) in enumerate(zip(bots.tolist(), vectors.tolist(), strict=True), start=1):
            numbers = ",".join(f"{value:.4g}" for value in vector)
            held = ",".join(f"{term + 1}:1" for term in sorted(terms[row - 1]))
            copy.write_row((row, 1, bot, bot, DIMENSION, f"[{numbers}]", f"{{{held}}}/{TERM_SPACE}"))
    cursor.execute(definition.replace(" ON ONLY ", " ON "))


def _write_postings(cursor: psycopg.Cursor[Any], bots: NDArray[np.int64], terms: list[set[int]]) -> None:
    lists: dict[tuple[int, int], list[int]] = {}
    for row, bot in enumerate(bots.tolist(), start=1):
        for term in terms[row - 1]:
            lists.setdefault((bot, term), []).append(row)
    with cursor.copy("COPY knowledge_postings (workspace_id, upload_id, term, passage_ids) FROM STDIN") as copy:
        for (bot, term), ids in lists.items():
            copy.write_row((1, bot, term, ids))
    with cursor.copy("COPY knowledge_vocabulary (workspace_id, bot_id, term, passages) FROM STDIN") as copy:
        for (bot, term), ids in lists.items():
            copy.write_row((1, bot, term, len(ids)))
