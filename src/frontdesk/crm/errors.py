"""Errors of the CRM: small named sentences."""

from collections.abc import Sequence
from typing import Any

from frontdesk.platform.errors import (
    ConflictError,
    ForbiddenError,
    FrontdeskError,
    InvalidError,
    NotFoundError,
)


class UnknownObjectError(NotFoundError):
    title = "No such object"

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        super().__init__(f"There is no object {name[:60]!r}.{_hint(near)}")


class RecordNotFoundError(NotFoundError):
    def __init__(self, label: str, record_id: int) -> None:
        super().__init__(f"There is no {label.lower()} with the id {record_id}, or you may not see it.")


class InvalidRecordError(InvalidError):
    """Values that do not fit; `errors` names each field and its reason."""

    title = "The record is not valid"

    def __init__(self, errors: Sequence[dict[str, Any]]) -> None:
        sentence = "; ".join(f"{one.get('field') or 'record'} {one['reason']}" for one in errors[:3])
        more = f"; and {len(errors) - 3} more" if len(errors) > 3 else ""
        super().__init__(f"{sentence}{more}.", errors=list(errors))


class InvalidQueryError(InvalidError):
    """A filter, sort or group that cannot be; `errors` names the place in the query."""

    title = "The query is not valid"

    def __init__(self, reason: str, field: str | None = None, near: Sequence[str] = ()) -> None:
        detail = f"{reason}{'' if reason.endswith('.') else '.'}{_hint(near)}"
        super().__init__(detail, errors=[{"field": field or "filter", "reason": detail}])


class DuplicateValueError(ConflictError):
    title = "Already there"

    def __init__(self, field: str, label: str, value: str) -> None:
        detail = f"There is a {label.lower()} with the {field.replace('_', ' ')} {value} already."
        super().__init__(detail, errors=[{"field": field, "reason": detail}])


class ChangedMeanwhileError(ConflictError):
    """The record is not as the caller saw it. `current` is the record as it is now."""

    title = "Changed meanwhile"

    def __init__(self, current: dict[str, Any] | None = None, by: str = "") -> None:
        super().__init__(_changed_by(by), more={"current": current} if current is not None else None)


class PreconditionFailedError(FrontdeskError):
    """As ChangedMeanwhileError, where the caller asked by `If-Match`."""

    status, title = 412, "Changed meanwhile"

    def __init__(self, current: dict[str, Any], by: str = "") -> None:
        super().__init__(_changed_by(by), more={"current": current})


class InTrashError(ConflictError):
    title = "In the trash"

    def __init__(self, label: str) -> None:
        super().__init__(f"This {label.lower()} is in the trash. Restore it first.")


class NotInTrashError(ConflictError):
    title = "Not in the trash"

    def __init__(self, label: str) -> None:
        super().__init__(f"This {label.lower()} is not in the trash.")


class HeldByOthersError(ConflictError):
    """Others depend on the record. `count` of them is told."""

    title = "Others depend on it"

    def __init__(self, label: str, count: int, others: str) -> None:
        it = "it" if count == 1 else "them"
        super().__init__(
            f"This {label.lower()} has {count:,} {others.lower()}. Move {it} first, or delete {it} along with it.",
            more={"count": count},
        )


class NotYoursError(ForbiddenError):
    def __init__(self, label_plural: str) -> None:
        super().__init__(f"You may only keep {label_plural.lower()} of your own.")


class TooManyRecordsError(InvalidError):
    def __init__(self, most: int) -> None:
        reason = f"may write {most:,} records at most"
        super().__init__(f"One request {reason}.", errors=[{"field": "", "reason": reason}])


class UndoGoneError(FrontdeskError):
    status, title = 410, "Too late to undo"

    def __init__(self, days: int) -> None:
        super().__init__(f"A change can be undone for {days} days.")


class CannotUndoError(ConflictError):
    title = "Cannot be undone any more"


class ConfirmationNeededError(ConflictError):
    title = "Confirmation needed"

    def __init__(self) -> None:
        super().__init__("This must be proposed and confirmed first.")


class ProposalNotOpenError(ConflictError):
    title = "Not waiting for an answer"


class NothingToChangeError(ConflictError):
    title = "Nothing to change"

    def __init__(self) -> None:
        super().__init__("Nothing would change: everything is so already.")


class ExpectedCountError(ConflictError):
    """As many records as the caller expected are not there. `count` is how many there are."""

    title = "Not as many as expected"

    def __init__(self, expected: int, count: int) -> None:
        super().__init__(f"{count:,} records match now, not {expected:,}. Nothing was changed.", more={"count": count})


def _changed_by(name: str) -> str:
    return f"{name or 'Someone'} has changed this record since you opened it."


def _hint(near: Sequence[str]) -> str:
    return f" Did you mean {' or '.join(near)}?" if near else ""


class InvalidRowsError(InvalidError):
    """Several records of which some do not fit; `errors` names each with its row, from 0."""

    title = "Some records are not valid"

    def __init__(self, errors: Sequence[dict[str, Any]]) -> None:
        first = errors[0]
        rows = len({(error["operation"], error["row"]) for error in errors})
        super().__init__(
            f"{rows:,} of the records are not valid, nothing was written. The first: {first['operation']}"
            f" {first['row']}: {first['field']} {first['reason']}.",
            errors=list(errors),
        )


class UndoNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is nothing to undo by this id.")


class ProposalNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no such proposal, or it is not yours to answer.")


class KeyUsedOtherwiseError(InvalidError):
    title = "Idempotency key used otherwise"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for another request. Take a new one for each.",
            errors=[{"field": "Idempotency-Key", "reason": "was used for another request"}],
        )


class OwnFieldNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no such field.")


class OwnFieldTakenError(ConflictError):
    title = "Already there"

    def __init__(self, name: str) -> None:
        detail = f"There is a field {name} already, perhaps a retired one that you can bring back."
        super().__init__(detail, errors=[{"field": "name", "reason": detail}])


class TooManyOwnFieldsError(ConflictError):
    title = "Too many fields"

    def __init__(self, most: int) -> None:
        super().__init__(f"An object can have {most} fields of your own.")
