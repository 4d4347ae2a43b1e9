"""Errors of import and export: small named sentences."""

from frontdesk.platform.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    TooLargeError,
    UnsupportedFileError,
)


class NotATableError(UnsupportedFileError):
    title = "Not a table"

    def __init__(self, reason: str) -> None:
        detail = f"{reason} A file of records is CSV or XLSX, with the names of its columns in the first row."
        super().__init__(detail, errors=[{"field": "file", "reason": reason}])


class FileFaultError(InvalidError):
    """The file was read and has a fault that makes the rest of it unclear. `place` is like "line 7"."""

    title = "The file has a fault"

    def __init__(self, place: str, reason: str) -> None:
        sentence = f"{place[:1].upper()}{place[1:]}: {reason}"
        super().__init__(f"Nothing was imported. {sentence}.", errors=[{"field": place, "reason": reason}])


class FileTooLargeError(TooLargeError):
    title = "The file is too large"

    def __init__(self, megabytes: float) -> None:
        reason = f"may have {megabytes:g} MB at most"
        detail = f"A file of records {reason}. Split it and upload the parts."
        super().__init__(detail, errors=[{"field": "file", "reason": reason}])


class TableTooLargeError(InvalidError):
    """More columns, rows or characters than a file may have."""

    title = "The file holds too much"

    def __init__(self, what: str, most: int, found: int | None = None) -> None:
        beside = "" if found is None else f"; this one has {found:,}"
        reason = f"may have {most:,} {what} at most{beside}"
        super().__init__(f"A file of records {reason}.", errors=[{"field": "file", "reason": reason}])


class ImportNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no import with this id.")


class ImportOptionsError(InvalidError):
    """Options that do not fit the file or the object; `errors` names each."""

    title = "The options do not fit"

    def __init__(self, errors: list[dict[str, str]]) -> None:
        sentence = "; ".join(f"{one['field']} {one['reason']}" for one in errors[:3])
        super().__init__(f"{sentence}.", errors=errors)


class ImportStartedError(ConflictError):
    title = "Started already"

    def __init__(self) -> None:
        super().__init__("This import was started already.")


class ImportNotOverError(ConflictError):
    title = "Not over yet"

    def __init__(self) -> None:
        super().__init__("Only an import that is over can be undone.")
