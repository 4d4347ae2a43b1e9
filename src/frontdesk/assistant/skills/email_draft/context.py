"""Context of a draft: who writes to whom, and what is known of them. Everything in it stands in the records."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from frontdesk.assistant.skills.objections import Objection
from frontdesk.crm.habits import Habits

Kind = Literal["call", "email", "meeting", "message", "note"]


@dataclass(frozen=True)
class Interaction:
    """One of what was between the company and the recipient, that is over.

    `outgoing`: it came from the company. `own`: it was the one who writes now. `state`: a call's outcome, a mail's
    template, a meeting's status, a message's channel. `title`: a mail's subject, a meeting's title. `text`: what was
    said or noted.
    """

    kind: Kind
    at: datetime
    outgoing: bool = True
    own: bool = True
    state: str | None = None
    title: str = ""
    text: str = ""

    @property
    def is_unanswered_call(self) -> bool:
        return self.kind == "call" and self.state not in (None, "answered")


@dataclass(frozen=True)
class MeetingAhead:
    """The next one."""

    at: datetime
    title: str
    minutes: int | None = None
    location: str | None = None


@dataclass(frozen=True)
class Offer:
    """The course that the recipient is interested in, as the records describe it. `starts`: its next group."""

    title: str
    weeks: int | None = None
    fee: float | None = None
    starts: date | None = None
    mode: str | None = None


@dataclass(frozen=True)
class Recipient:
    """A lead or contact. `called`: how a mail greets them, empty where that cannot be told."""

    object: Literal["leads", "contacts"]
    id: int
    name: str
    called: str
    email: str | None = None
    company: str | None = None
    city: str | None = None
    source: str | None = None
    opportunity: str | None = None
    known_since: datetime | None = None


@dataclass(frozen=True)
class Sender:
    """Who signs: a member of staff (empty where nobody is known) of a company."""

    name: str
    company: str


@dataclass(frozen=True)
class DraftContext:
    """What a mail may say. `last`: the last interaction; `note`: the newest note; `about`: words to work in.

    `offered`: a deal of theirs is open at a stage to which an offer belongs.
    """

    habits: Habits
    recipient: Recipient
    sender: Sender
    last: Interaction | None = None
    last_call: Interaction | None = None
    note: Interaction | None = None
    meeting: MeetingAhead | None = None
    objection: Objection | None = None
    offer: Offer | None = None
    last_contact: datetime | None = None
    about: str | None = None
    offered: bool = False

    @property
    def silence(self) -> timedelta:
        """How long nobody has been in touch; where nobody ever was, since when the recipient is known."""
        since = self.last_contact or self.recipient.known_since
        return self.habits.now - since if since else timedelta(0)
