"""Meanings: what a message to the assistant asks for. The language reads them, the skills carry them out.

Queries are the JSON of the query language (`crm/query`), records are named by object and id: a meaning holds nothing
that still has to be guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from frontdesk.assistant.answer import Choice
from frontdesk.crm.records.command import RowWrite


@dataclass(frozen=True)
class Greet:
    """Nothing but a greeting, thanks or goodbye. `kind`: hello, thanks, bye."""

    kind: str = "hello"


@dataclass(frozen=True)
class Help:
    """What the assistant can do, or what it can do with one object."""

    object: str | None = None


@dataclass(frozen=True)
class FollowUps:
    """Whom to follow up. `query` is the whole query of leads; `whole_day`: due by the end of today, not by now."""

    query: Mapping[str, Any]
    whole_day: bool = False
    count: bool = False


@dataclass(frozen=True)
class Draft:
    """Draft a mail to one lead or contact. `template` where one was named; `about`: words to work in, quoted or given.

    Without `id` the recipient is not known: the language asks instead of giving that.
    """

    object: Literal["leads", "contacts"]
    id: int
    template: str | None = None
    about: str | None = None


@dataclass(frozen=True)
class Send:
    """Send a mail: of a template to a lead or contact, the draft of this session, or the email `email_id`.

    `to`: an address that was said instead of the record's own.
    """

    object: Literal["leads", "contacts"] | None = None
    id: int | None = None
    template: str | None = None
    email_id: int | None = None
    last_draft: bool = False
    to: str | None = None
    about: str | None = None


@dataclass(frozen=True)
class Summarise:
    """Sum up all that is known of one lead (or contact, or deal). `only`: just its history, or the last entry of it."""

    object: str
    id: int
    only: Literal["all", "history", "last"] = "all"


@dataclass(frozen=True)
class Read:
    """Read records or figures. `query`: the whole query; with groups or aggregates it asks for figures.

    `single`: one record was asked for by name, which is told in full. `field`: one value of it was asked for, by path.
    """

    query: Mapping[str, Any]
    single: bool = False
    field: str | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class WriteRows:
    """Write records. `action`: created, updated, deleted or restored. `said`: what was understood, in a few words.

    `many`: it was said of all records of a kind, also where there is only one just now.
    Whether it waits for a yes is decided where it is carried out, never here: deletes and writes of many do.
    """

    action: Literal["created", "updated", "deleted", "restored"]
    rows: Sequence[RowWrite]
    said: str = ""
    notes: Sequence[str] = ()
    many: bool = False


@dataclass(frozen=True)
class Merge:
    """Merge records of one object into the one that is kept."""

    object: str
    keep: int
    merge: Sequence[int]


@dataclass(frozen=True)
class Undo:
    """Take the last write of this session back."""


@dataclass(frozen=True)
class Confirm:
    """Yes to what was proposed."""


@dataclass(frozen=True)
class Reject:
    """No to what was proposed."""


@dataclass(frozen=True)
class AskBack:
    """More than one reading, or something needed is missing. `pending`: what the next message completes."""

    question: str
    choices: Sequence[Choice] = ()
    pending: Mapping[str, Any] | None = field(default=None)


@dataclass(frozen=True)
class Refuse:
    """Not a thing that this system does, or not for this caller; `suggested`: what it does instead."""

    reason: str
    suggested: Sequence[str] = ()


Meaning = (
    Greet
    | Help
    | FollowUps
    | Draft
    | Send
    | Summarise
    | Read
    | WriteRows
    | Merge
    | Undo
    | Confirm
    | Reject
    | AskBack
    | Refuse
)
