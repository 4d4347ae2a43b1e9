"""Pages of lists: how many entries a page holds, and where it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from frontdesk.platform.errors import InvalidError
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings

MOST_ID = 2**63 - 1

Item = TypeVar("Item")


class PageTooLongError(InvalidError):
    title = "The page is too long"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"A page holds {most} entries at most.",
            errors=[{"field": "limit", "reason": f"must be {most} or less"}],
        )


class InvalidCursorError(InvalidError):
    title = "Not a cursor of this list"

    def __init__(self) -> None:
        super().__init__(
            "`after` is not a cursor of this list. Leave it out to begin at the start.",
            errors=[{"field": "after", "reason": "is not a cursor of this list"}],
        )


class Page(BaseModel, Generic[Item]):
    """A piece of a list. `next` goes into `after` for the piece that follows."""

    items: list[Item]
    next: str | None
    total: int
    total_is_estimate: bool = Field(default=False, description="There are more than `total`")


@dataclass(frozen=True)
class Piece:
    """Which piece of a list is wanted: `limit` rows after the id `after` (None: from the start)."""

    limit: int
    after: int | None


async def _page_limit(
    settings: Annotated[Settings, provided(Settings)],
    limit: Annotated[
        int | None, Query(ge=1, le=1_000_000, description="Entries of a page (50 unless set, 200 at most).")
    ] = None,
) -> int:
    if limit is not None and limit > settings.max_page_size:
        raise PageTooLongError(settings.max_page_size)
    return limit or settings.default_page_size


PageLimit = Annotated[int, Depends(_page_limit)]


async def _piece(
    limit: PageLimit,
    after: Annotated[str | None, Query(max_length=40, description="`next` of the page before")] = None,
) -> Piece:
    return Piece(limit, _cursor(after))


WantedPiece = Annotated[Piece, Depends(_piece)]


def _cursor(after: str | None) -> int | None:
    if not after:
        return None
    if not (after.isascii() and after.isdigit() and int(after) <= MOST_ID):
        raise InvalidCursorError
    return int(after)


def cut(rows: Sequence[Item], limit: int) -> tuple[Sequence[Item], bool]:
    """The rows of the page, and whether more follow, of rows that were read with one beyond the limit."""
    return rows[:limit], len(rows) > limit
