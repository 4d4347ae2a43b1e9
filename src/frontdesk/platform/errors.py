"""Errors that a caller may see: small named sentences with an HTTP status (RFC 9457 on the wire)."""

from typing import Any, ClassVar


class FrontdeskError(Exception):
    """Base of all errors that end in a problem answer; `detail` is written to be shown to a person."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    def __init__(
        self,
        detail: str,
        *,
        errors: list[dict[str, Any]] | None = None,
        retry_after: int | None = None,
        more: dict[str, Any] | None = None,
    ):
        """`more`: further members of the problem, such as the record as it is now."""
        super().__init__(detail)
        self.detail = detail
        self.errors = errors
        self.retry_after = retry_after
        self.more = more or {}

    @property
    def type(self) -> str:
        """Stable name of the kind of error, relative to the server: `/problems/not-found`."""
        words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type(self).__name__)
        return "/problems/" + words.strip("-").removesuffix("-error")


class BadRequestError(FrontdeskError):
    status, title = 400, "The request cannot be read"


class NotSignedInError(FrontdeskError):
    status, title = 401, "Sign in first"


class ForbiddenError(FrontdeskError):
    status, title = 403, "Not allowed"


class NotFoundError(FrontdeskError):
    status, title = 404, "Not found"


class ConflictError(FrontdeskError):
    status, title = 409, "In conflict with what is there"


class TooLargeError(FrontdeskError):
    status, title = 413, "Too large"


class UnsupportedFileError(FrontdeskError):
    status, title = 415, "This kind of file is not supported"


class InvalidError(FrontdeskError):
    status, title = 422, "Not valid"


class TooManyRequestsError(FrontdeskError):
    status, title = 429, "Too many requests"


class UnavailableError(FrontdeskError):
    status, title = 503, "Not available for the moment"
