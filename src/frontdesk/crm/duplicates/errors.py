"""Errors of merging."""

from typing import Any

from frontdesk.platform.errors import ConflictError, InvalidError


class CannotMergeError(InvalidError):
    title = "Cannot be merged"

    def __init__(self, reason: str, field: str = "merge") -> None:
        super().__init__(reason, errors=[{"field": field, "reason": reason}])


class DuplicatesFoundError(ConflictError):
    """Likely doubles of what shall be made; `duplicates` holds them as the API shows them."""

    title = "Probably there already"

    def __init__(self, label: str, duplicates: list[dict[str, Any]]) -> None:
        super().__init__(
            f"A {label.lower()} like this is probably there already.",
            more={"duplicates": duplicates},
        )
