"""Closed words: those that belong to the language and not to any object, by what they do in a sentence."""

from enum import Enum

from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.vocabulary import vocabulary


class Word(Enum):
    """What a closed word does."""

    # They are looked up by the thousand: by what they are, which takes no call of Python.
    __hash__ = object.__hash__

    FILLER = "filler"
    SHOW = "show"
    COUNT = "count"
    AND = "and"
    OR = "or"
    NOT = "not"
    WITHOUT = "without"
    WITH = "with"
    IN = "in"
    FROM = "from"
    OF = "of"
    FOR = "for"
    BY = "by"
    TO = "to"
    WHOSE = "whose"
    ABOUT = "about"
    IS = "is"
    MY = "my"
    ALL = "all"
    OPEN = "open"
    CLOSED = "closed"
    NEWEST = "newest"
    NEW = "new"
    OLDEST = "oldest"
    LARGEST = "largest"
    SMALLEST = "smallest"
    FIRST = "first"
    LAST = "last"
    SORT = "sort"
    DESCENDING = "descending"
    ASCENDING = "ascending"
    SUM = "sum"
    AVERAGE = "average"
    EMPTY = "empty"
    PRESENT = "present"
    CONTAINS = "contains"
    STARTS = "starts"
    NAMED = "named"
    OWNED = "owned"
    OVERDUE = "overdue"
    CREATED = "created"
    CHANGED = "changed"
    HOW_MUCH = "how_much"
    THEM = "them"
    UNOWNED = "unowned"
    IT = "it"


CLOSED: PhraseTable[Word] = PhraseTable(
    (phrase, Word(name)) for name, phrases in vocabulary("closed").items() for phrase in phrases
)

STEPS: PhraseTable[str] = PhraseTable(
    (phrase, step)
    for step, phrases in {
        "day": ("day", "days", "daily"),
        "week": ("week", "weeks", "weekly"),
        "month": ("month", "months", "monthly"),
        "quarter": ("quarter", "quarters", "quarterly"),
        "year": ("year", "years", "yearly", "annually"),
    }.items()
    for phrase in phrases
)
