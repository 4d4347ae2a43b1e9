"""What may go wrong with sessions of the assistant."""

from frontdesk.platform.errors import ForbiddenError, FrontdeskError, InvalidError, NotFoundError, NotSignedInError


class SessionNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no such session, or it is not yours.")


class SessionOverError(FrontdeskError):
    """`status`: ended or expired."""

    status, title = 410, "The session is over"

    def __init__(self, how: str) -> None:
        super().__init__(f"This session has {how}. Start a new one.")


class AssistantNeedsLoginError(NotSignedInError):
    def __init__(self) -> None:
        super().__init__(
            "Sign in to talk to the CRM. Without a login the assistant answers only where"
            " ANONYMOUS_ASSISTANT_ROLE names a role."
        )


class NotDoneHereError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("This cannot be done here.")


class NotYourAdminIdError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("`admin_id` must be your own; leave it out to start a session of your own.")


class NothingViewedError(InvalidError):
    def __init__(self, name: str) -> None:
        reason = f"names no object: {name[:60]}"
        super().__init__(f"`viewing` {reason}.", errors=[{"field": "viewing.object", "reason": reason}])
