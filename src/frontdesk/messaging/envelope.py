"""Envelope: one mail as it shall leave, with everything checked that a mail server would take literally."""

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

MOST_SUBJECT, MOST_NAME, MOST_TEXT = 500, 200, 200_000

# Whatever could end a header line, NUL, and halves of surrogate pairs, which no encoding can carry.
_NOT_IN_A_HEADER = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_A_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,200}@[A-Za-z0-9.-]{1,200}>")


class InvalidEnvelopeError(ValueError):
    """A part that cannot be in a mail. `part` is its name, the message says why, fit to be shown after the part."""

    def __init__(self, part: str, reason: str):
        super().__init__(reason)
        self.part = part


@dataclass(frozen=True)
class Mailbox:
    """An address, with the name of who reads there where it is known.

    The domain is held in ASCII; a local part in other letters is kept, and takes a server that knows SMTPUTF8.
    """

    address: str
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "address", _checked_address(self.address))
        _check(self.name, "name", MOST_NAME, _NOT_IN_A_HEADER)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True)
class Envelope:
    """From whom, to whom, and what. The same mail bears the same `message_id` each time that it is tried.

    Raises InvalidEnvelopeError.
    """

    sender: Mailbox
    recipient: Mailbox
    subject: str
    text: str
    message_id: str
    reply_to: Mailbox | None = None

    def __post_init__(self) -> None:
        _check(self.subject, "subject", MOST_SUBJECT, _NOT_IN_A_HEADER)
        _check(self.text, "text", MOST_TEXT, _NOT_IN_A_TEXT)
        if not is_message_id(self.message_id):
            raise InvalidEnvelopeError("message_id", "is no message id")

    @property
    def needs_utf8(self) -> bool:
        """Whether an address of it cannot be said in ASCII."""
        boxes = (self.sender, self.recipient, self.reply_to)
        return not all(box.address.isascii() for box in boxes if box is not None)


def is_message_id(text: str | None) -> bool:
    """Whether the text is a message id as it stands in a header: `<unique@domain>`."""
    return text is not None and _MESSAGE_ID.fullmatch(text) is not None


def _checked_address(text: str) -> str:
    try:
        # Tests and the demo write to addresses that no name server knows.
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise InvalidEnvelopeError("address", f"is not a mail address: {error}") from None
    return f"{found.local_part}@{found.ascii_domain}"


def _check(text: str, part: str, most: int, forbidden: re.Pattern[str]) -> None:
    if len(text) > most:
        raise InvalidEnvelopeError(part, f"is too long: {most:,} characters at most")
    if forbidden.search(text):
        raise InvalidEnvelopeError(part, "holds control characters, which may not stand there")
