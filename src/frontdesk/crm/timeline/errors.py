"""Errors of timelines."""

from collections.abc import Sequence

from frontdesk.platform.errors import InvalidError, NotFoundError


class NoTimelineError(NotFoundError):
    title = "No timeline"

    def __init__(self, label_plural: str) -> None:
        super().__init__(f"{label_plural} have no timeline. Contacts, leads and deals have one.")


class UnknownKindError(InvalidError):
    title = "No such kind of entry"

    def __init__(self, kind: str, known: Sequence[str]) -> None:
        reason = f"There is no kind {kind[:40]!r}; choose from {', '.join(known)}."
        super().__init__(reason, errors=[{"field": "kinds", "reason": reason}])
