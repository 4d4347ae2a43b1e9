"""Errors of sending: why an email is not sent, in small named sentences."""

from frontdesk.platform.errors import ConflictError, InvalidError


class NotToBeSentError(ConflictError):
    title = "Not a mail to send"

    def __init__(self) -> None:
        super().__init__("This mail was received. Only a mail of your own can be sent.")


class AlreadySentError(ConflictError):
    title = "Sent already"

    def __init__(self) -> None:
        super().__init__("This mail was sent already. To send it once more, write a new one.")


class BeingSentError(ConflictError):
    title = "Being sent"

    def __init__(self) -> None:
        super().__init__("This mail is being sent just now.")


class MayHaveArrivedError(ConflictError):
    """Only who says `again` may try once more."""

    title = "May have arrived"

    def __init__(self) -> None:
        super().__init__(
            "This mail may have arrived already: the mail server was given it and did not say whether it took it."
            " Send it again (`again=true`) only if one too many does no harm.",
            more={"may_have_arrived": True},
        )


class UnsendableError(InvalidError):
    """A part of the email that cannot be in a mail; `field` is the record's."""

    title = "Cannot be sent like this"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field} {reason.rstrip('.')}.", errors=[{"field": field, "reason": reason}])


class NoRecipientError(InvalidError):
    """`who` is the lead or contact that has no address, empty where the email names nobody."""

    title = "Nobody to send it to"

    def __init__(self, who: str) -> None:
        detail = f"{who} has no mail address." if who else "The mail names no recipient."
        super().__init__(f"{detail} Write one into To.", errors=[{"field": "to_email", "reason": "is empty"}])
