"""Tables of sources, passages and their index, and the values that their rows become."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from pgvector.sqlalchemy import HALFVEC, SPARSEVEC, VECTOR
from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, MetaData, SmallInteger, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()

sources = Table(
    "knowledge_sources",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("bot_id", BigInteger),
    *(Column(name, Text) for name in ("name", "kind", "format", "status", "error")),
    Column("entries", Integer),
    Column("indexed", Integer),
    Column("sha256", Text),
    Column("created_at", DateTime(timezone=True)),
    Column("updated_at", DateTime(timezone=True)),
)

uploads = Table(
    "knowledge_uploads",
    metadata,
    Column("id", BigInteger, primary_key=True),
    *(Column(name, BigInteger) for name in ("workspace_id", "bot_id", "source_id")),
    Column("model", Text),
    Column("is_live", Boolean),
)

passages = Table(
    "knowledge_passages",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("upload_id", BigInteger),
    Column("position", Integer),
    *(Column(name, Text) for name in ("kind", "title", "content", "category", "external_id")),
    Column("page", Integer),
)

vectors = Table(
    "knowledge_vectors",
    metadata,
    Column("passage_id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("bot_id", BigInteger, primary_key=True),
    Column("upload_id", BigInteger),
    Column("category", Text),
    Column("dimension", SmallInteger),
    Column("embedding", HALFVEC()),
    Column("words", SPARSEVEC()),
)

postings = Table(
    "knowledge_postings",
    metadata,
    Column("workspace_id", BigInteger),
    Column("upload_id", BigInteger),
    Column("term", Integer),
    Column("passage_ids", ARRAY(BigInteger)),
)

vocabulary = Table(
    "knowledge_vocabulary",
    metadata,
    Column("workspace_id", BigInteger),
    Column("bot_id", BigInteger, primary_key=True),
    Column("term", Integer, primary_key=True),
    Column("passages", Integer),
)

statistics = Table(
    "knowledge_statistics",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("model", Text),
    Column("passages", Integer),
    Column("centre", VECTOR()),
    Column("calibration", JSONB),
    Column("updated_at", DateTime(timezone=True)),
)


@dataclass(frozen=True)
class Source:
    """A file or page that a bot answers from. `entries` and `indexed` count the passages of its newest upload."""

    id: int
    workspace_id: int
    bot_id: int
    name: str
    kind: str
    format: str
    status: str
    error: str | None
    entries: int
    indexed: int
    sha256: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class NewPassage:
    """A searchable piece as an extractor found it. An FAQ's title is its question, its content the answer."""

    title: str
    content: str
    category: str | None = None
    external_id: str | None = None
    page: int | None = None
    position: int = 0


@dataclass(frozen=True)
class Passage:
    """A stored passage, with the name of its source."""

    id: int
    source_id: int
    bot_id: int
    source: str
    kind: str
    title: str
    content: str
    category: str | None
    external_id: str | None
    position: int
    page: int | None


class BotSummary(TypedDict):
    """How much a bot knows: `passages` that are searched, `indexed` of all uploaded, and the score it needs.

    `limit` is the score from which an ordinary question is answered, 0 to 1; None before the first indexing.
    """

    sources: int
    passages: int
    indexed: int
    limit: float | None
