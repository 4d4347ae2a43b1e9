"""Errors of memories."""

from frontdesk.platform.errors import ConflictError, NotFoundError


class MemoryNotFoundError(NotFoundError):
    title = "No such memory"

    def __init__(self) -> None:
        super().__init__("There is no such memory of this customer; it may have expired or been erased.")


class TooManyMemoriesError(ConflictError):
    title = "Enough is remembered"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} things are remembered of this customer. Erase one first.")
