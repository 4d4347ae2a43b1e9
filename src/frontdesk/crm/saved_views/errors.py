"""Errors of saved views."""

from frontdesk.platform.errors import ForbiddenError, InvalidError, NotFoundError


class ViewNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no such view, or it is somebody else's own.")


class NotYourViewError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("Only who made this view, or an admin, may change it.")


class CannotShareError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("Views are shared by agents and admins; you may save this one for yourself.")


class InvalidViewError(InvalidError):
    title = "The view is not valid"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason, errors=[{"field": field, "reason": reason}])
