"""Bodies that change a part of something: a field that is left out stays as it is, and may not be null."""

from typing import Any


def not_sent() -> Any:
    """Default factory of such a field. Read what was sent with `model_dump(exclude_unset=True)`."""
    return None
