"""Said apart: parts of a message that give only a reason, an aim or the moment of asking."""

from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.words import Word
from frontdesk.language.values.value import NumberValue, QuotedValue

_REASONS = (("because",), ("cause",), ("as", "otherwise"))
# These give a reason or an aim only behind a comma, and before somebody who is spoken of.
_AFTER_COMMA = ("so", "as", "since", "because", "for")
_SOMEBODY = (
    "i", "we", "he", "she", "they", "it", "that", "you", "i'm", "we're", "he's", "she's", "they're", "it's", "my",
    "our", "this",
)  # fmt: skip
_AIMS = (("so", "that", "i"), ("so", "that", "we"), ("so", "i", "can"), ("so", "we", "can"), ("so", "i", "know"))
_IS = ("is", "was", "has", "does", "did", "isn't", "wasn't", "will", "won't", "doesn't", "didn't", "wants", "asked")
_MOST_BEFORE_COMMA = 9
# Words whose sentence may be continued by a reason that is part of what shall be written.
_REASONED = ("lost", "lose", "drop", "dropped", "cancel", "cancelled", "reason", "note", "notes", "description")


def past_moment(ground: Ground, place: int) -> int:
    """Behind `before I ring her,` and `when I have a minute,`: the moment of asking."""
    words = [token.word for token in ground.tokens[place : place + _MOST_BEFORE_COMMA]]
    if len(words) < 4 or words[0] not in ("before", "while", "when") or words[1] not in ("i", "we") or "," not in words:
        return place
    end = place + words.index(",") + 1
    return place if says_value(ground, place, end) else end


def reason_at(ground: Ground, start: int) -> int:
    """Where a reason or an aim begins that the message ends with; its end where it gives none."""
    if any(ground.words(at, Word.ABOUT, Word.CONTAINS, Word.NAMED) for at in range(start, ground.length)):
        return ground.length
    for place in range(start + 1, ground.length - 1):
        if _begins_reason(ground, place) and not says_value(ground, place, ground.length):
            return place
    return ground.length


def reason_of_change_at(ground: Ground, start: int) -> int:
    """The same for a change; where its reason may be one of the values, it is none said apart."""
    may_be_value = any(token.word in _REASONED for token in ground.tokens)
    return ground.length if may_be_value else reason_at(ground, start)


def reason_of_removal_at(ground: Ground, start: int) -> int:
    """The same where records are removed: also `…, she is not interested`."""
    for place in range(start + 1, ground.length - 2):
        words = [token.word for token in ground.tokens[place : place + 3]]
        if words[0] == "," and words[1] in ("he", "she", "it", "that", "this") and words[2] in _IS:
            return place
    return reason_at(ground, start)


def _begins_reason(ground: Ground, place: int) -> bool:
    words = tuple(token.word for token in ground.tokens[place : place + 4])
    if any(words[: len(one)] == one for one in (*_REASONS, *_AIMS)):
        return True
    if len(words) > 1 and words[0] in ("since", "as") and words[1] in ("he", "she", "they", "he's", "she's", "they're"):
        return True
    return len(words) > 2 and words[0] == "," and words[1] in _AFTER_COMMA and words[2] in (*_SOMEBODY, "that")


def says_value(ground: Ground, start: int, end: int) -> bool:
    """Whether a day, an amount or something in quotes stands there, which is more than a reason says."""
    return any(
        start <= place < end and (isinstance(value, QuotedValue) or not _is_small(value))
        for place, found in ground.values.items()
        for _, value in found
    )


def _is_small(value: object) -> bool:
    """`one` and `two` count nothing in a reason."""
    return isinstance(value, NumberValue) and not value.percent and value.number <= 2
