"""Definition: what an object is. Table, paths, filters, forms, files, language and audit are all made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any

from frontdesk.crm.fields import Field, Member, Relation, Time
from frontdesk.crm.fields.numbers import Integer

FIRST_WORDS_LENGTH = 60

OWNER = Member(name="owner_id", label="Owner", help="The member of staff who looks after it")
SYSTEM_FIELDS: tuple[Field, ...] = (
    Integer(name="id", label="Id", read_only=True, indexed=True),
    OWNER,
    Time(name="created_at", label="Created", read_only=True, indexed=True),
    Time(name="updated_at", label="Changed", read_only=True, indexed=True),
)


@dataclass(frozen=True)
class Title:
    """How a record is called: the words of some fields, or the first words of one long text.

    With a `noun` it is a kind of thing at a time: `Outbound call, 12 Mar 2026 16:05`.
    """

    fields: tuple[str, ...]
    first_words: bool = False
    noun: str = ""

    def of(self, shown: Mapping[str, Any], zone: tzinfo = UTC) -> str:
        """The title of a record from the values of its title fields, as they are shown; times as in `zone`."""
        if self.noun:
            return self._kind_at_a_time(shown, zone)
        words = " ".join(str(shown[name]) for name in self.fields if shown.get(name) not in (None, ""))
        if self.first_words and len(words) > FIRST_WORDS_LENGTH:
            words = words[:FIRST_WORDS_LENGTH].rsplit(" ", 1)[0] + " …"
        return " ".join(words.split())

    def _kind_at_a_time(self, shown: Mapping[str, Any], zone: tzinfo) -> str:
        kind, at = (shown.get(name) for name in self.fields)
        words = f"{kind or ''} {self.noun}".strip().capitalize()
        return f"{words}, {datetime.fromisoformat(at).astimezone(zone):%-d %b %Y %H:%M}" if at else words


@dataclass(frozen=True)
class Board:
    """The object can be shown as a board with a column for each choice of `field`, and the sum of `value`."""

    field: str
    value: str | None = None
    final: tuple[str, ...] = ()


@dataclass(frozen=True)
class InStep:
    """While `status` is one of `final`, the time `at` is set and the flag is true; else both are empty or false.

    The system sets `at` only where the caller gives none.
    """

    status: str
    final: tuple[str, ...]
    at: str
    flag: str | None = None
    open_again: str = ""


@dataclass(frozen=True)
class Contact:
    """A record of this object is a contact with its lead at the time `at`: it moves `last_contacted_at` forward.

    Only where `status` is one of `counted` (None: always).
    """

    at: str
    status: str | None = None
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """Records of this object stand in the timeline of what they belong to, at the time `at`, as a `kind`."""

    kind: str
    at: str
    body: str | None = None


@dataclass(frozen=True)
class Likeness:
    """What makes two records of the object likely doubles.

    `certain`: one equal value of these is enough. `name`: fields whose words are compared with small
    differences; `beside`: fields of which one must be equal too where only the name is like.
    """

    certain: tuple[str, ...]
    name: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One object. `own` holds the workspace's own fields, where it is the definition as a workspace has it."""

    name: str
    label: str
    label_plural: str
    icon: str
    description: str
    title: Title
    fields: tuple[Field, ...]
    list_columns: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    path_aliases: tuple[str, ...] = ()
    default_sort: str = "-id"
    board: Board | None = None
    due: str | None = None
    in_step: InStep | None = None
    contact: Contact | None = None
    entry: Entry | None = None
    has_timeline: bool = False
    likeness: Likeness | None = None
    kept_apart: tuple[str, ...] = field(default=(), metadata={"why": "objects whose records may not lose this one"})
    own: tuple[Field, ...] = ()
    outward: tuple[str, ...] = field(
        default=(), metadata={"why": "actions that tell of what leaves the house: they wait for a yes, and stay"}
    )

    def __hash__(self) -> int:
        """By its name: what is remembered for definitions is asked for often, and they have many fields."""
        return hash(self.name)

    @property
    def table(self) -> str:
        """The name of its table; the view `<object>s` of what the caller may see bears the object's name."""
        return f"crm_{self.name}"

    @cached_property
    def stored_fields(self) -> tuple[Field, ...]:
        """Fields that have a column of their own, and that callers may write unless they are read-only."""
        return (*self.fields, OWNER)

    @cached_property
    def all_fields(self) -> tuple[Field, ...]:
        """Declared fields, then the system's, then the workspace's own that are not retired."""
        return (*self.fields, *SYSTEM_FIELDS, *(one for one in self.own if not one.retired))

    @cached_property
    def by_path(self) -> Mapping[str, Field]:
        """Fields by the name that queries and files use: `custom.size` for a workspace's own."""
        return {one.path: one for one in self.all_fields}

    @cached_property
    def own_by_name(self) -> Mapping[str, Field]:
        return {one.name: one for one in self.own if not one.retired}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(one for one in self.all_fields if isinstance(one, Relation))

    @cached_property
    def searchable(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.searchable)

    def get(self, path: str) -> Field | None:
        return self.by_path.get(path)

    def with_own(self, own: Sequence[Field]) -> "Definition":
        """The same object with a workspace's own fields."""
        return replace(self, own=tuple(own)) if own else self
