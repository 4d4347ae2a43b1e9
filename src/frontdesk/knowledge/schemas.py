"""What goes over the wire: sources, passages and searches."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from frontdesk.knowledge.search import SearchOutcome

Kind = Literal["faq", "document", "web"]
_FilterText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00]*$")]


class _FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SourceOut(_FromRow):
    """A file that a bot answers from. `indexed` of `entries` are ready; they are searched once all are."""

    id: int
    bot_id: int
    name: str
    kind: Kind
    format: str = Field(examples=["json"])
    status: Literal["pending", "indexing", "ready", "failed"]
    error: str | None = Field(description="Why indexing failed, in plain words")
    entries: int
    indexed: int
    sha256: str = Field(description="Of the file's bytes")
    created_at: datetime
    updated_at: datetime


class UploadedSource(SourceOut):
    duplicate: bool = Field(description="The bot had this very file already")


class SourcePage(BaseModel):
    items: list[SourceOut]
    next: str | None
    total: int


class PassageOut(_FromRow):
    """A searchable piece of a source. An FAQ's title is its question, its content the answer."""

    id: int
    title: str
    content: str
    category: str | None
    external_id: str | None = Field(description="The entry's id in the uploaded file")
    position: int = Field(description="Place in the source, from 0")
    page: int | None


class PassageWithSource(PassageOut):
    kind: Kind
    source_id: int
    source: str = Field(description="Name of the source")


class PassagePage(BaseModel):
    items: list[PassageOut]
    next: str | None
    total: int


class SearchFilters(BaseModel):
    """What all results must fit. Without `bot_id` the default bot is searched, or the customer's own."""

    bot_id: Annotated[int, Field(ge=1, le=2**62)] | None = None
    category: _FilterText | None = Field(None, description="In any case")
    source: _FilterText | None = Field(None, description="Name of the source")
    kind: Kind | None = None


class SearchRequest(BaseModel):
    query: str = Field(min_length=1, max_length=10_000, examples=["How do I reset my password?"])
    limit: int | None = Field(None, ge=1, le=100, description="Most results; the bot's setting (5) where left out")
    filters: SearchFilters = Field(default_factory=SearchFilters)


class SearchResultOut(BaseModel):
    id: str
    kind: Kind
    title: str
    content: str
    score: float = Field(ge=0, le=1)
    source: str = Field(examples=["faqs.json"])
    source_id: int
    page: int | None
    category: str | None
    external_id: str | None


class SearchAnswer(BaseModel):
    """Results, best first. `nothing_fits`: the desk would not answer from them."""

    query: str
    total: int = Field(description="Results given")
    nothing_fits: bool
    confidence: float = Field(ge=0, le=1, description="Probability that the best passages answer the query")
    limit: float = Field(ge=0, le=1, description="Score that the best result needs for this query")
    results: list[SearchResultOut]

    @classmethod
    def of(cls, query: str, outcome: SearchOutcome) -> "SearchAnswer":
        shown = SearchResultOut.model_fields.keys() - {"id"}
        return cls(
            query=query,
            total=len(outcome.results),
            nothing_fits=outcome.nothing_fits,
            confidence=round(outcome.confidence, 4),
            limit=round(outcome.limit, 4),
            results=[
                SearchResultOut(id=str(result.id), **{name: getattr(result, name) for name in shown})
                for result in outcome.results
            ],
        )
