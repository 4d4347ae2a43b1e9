"""Errors of messaging: small named sentences."""

from frontdesk.platform.errors import ConflictError


class MailNotSetUpError(ConflictError):
    """`settings`: names of those that are missing or do not fit."""

    title = "Mail is not set up"

    def __init__(self, settings: list[str], why: str = "") -> None:
        names = " and ".join(settings)
        super().__init__(
            f"Frontdesk cannot send mail yet: {why or f'set {names}'}. Nothing was sent.", more={"settings": settings}
        )
