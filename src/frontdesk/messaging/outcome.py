"""Outcome: what is known of a mail after it was tried; one of four, and never a guess."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Delivered:
    """The mail server has taken it over, and said so."""

    message_id: str
    response: str


@dataclass(frozen=True)
class Refused:
    """The mail server has said no: it was not sent. `permanent`: the same would be refused again."""

    reason: str
    permanent: bool


@dataclass(frozen=True)
class NotReached:
    """It did not come to handing the mail over: nothing was sent, for certain."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """The mail was handed over and no answer came: it may have arrived, or not."""

    reason: str


Outcome = Delivered | Refused | NotReached | Unknown
