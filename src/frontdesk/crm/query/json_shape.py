"""The shape of JSON in queries: members that are known, numbers and truths that are ones."""

from collections.abc import Mapping
from typing import Any

from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.nearest import nearest


def refuse_unknown(data: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
    """Raises InvalidQueryError, which names the nearest, for a member that is not known."""
    for name in data:
        if name not in known:
            near = nearest(str(name), known)
            raise InvalidQueryError(f"{what} has no part {str(name)[:60]!r}", str(name)[:60], near)


def whole(data: Any, otherwise: int) -> int:
    if data is None:
        return otherwise
    if isinstance(data, bool) or not isinstance(data, int) or not 1 <= data <= 1_000_000:
        raise InvalidQueryError("`limit` must be a whole number from 1", "limit")
    return data


def cursor_text(data: Any) -> str | None:
    if data is not None and not isinstance(data, str):
        raise InvalidQueryError("`after` must be the `next` of a page", "after")
    return data or None


def truth(data: Any, name: str) -> bool:
    if data not in (None, True, False):
        raise InvalidQueryError(f"`{name}` must be true or false", name)
    return bool(data)
