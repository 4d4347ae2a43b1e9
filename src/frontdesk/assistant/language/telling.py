"""Telling: changes that are told as what is so now, with no verb that orders them: "Guna: status -> Contacted"."""

from collections.abc import Iterator

from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.lexicon import Option
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.targets import Target
from frontdesk.assistant.language.updating import Change, assigned, field_set, is_end
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import Word
from frontdesk.crm.fields import Boolean

_WORDS = vocabulary("telling")
# What says that something shall be so, or is so now: of many at once, and of one record that is named.
SHALL: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in _WORDS["shall"])
NOW: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in (*_WORDS["shall"], *_WORDS["now"]))
NO_LONGER: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in _WORDS["no_longer"])
_STATES = ("is", "was", "has", "got")
_ASKED_FOR = ("who", "whom", "what", "which", "when", "where", "why", "how", "whose", "much", "many")
_CLOSING = ("please", "pls", "now", "exactly", "it", "is", "that", "sir", "then")
_ASKING = frozenset(vocabulary("dialogue")["asking"])


def may_tell(ground: Ground, start: int) -> bool:
    """Whether the message may tell something: it asks nothing, and some word of it says that something is so."""
    return asks_nothing(ground, start) and any(_says_so(ground, place) for place in range(start + 1, ground.length))


def asks_nothing(ground: Ground, start: int) -> bool:
    """Whether no word of the message asks for something."""
    if any(token.word == "?" for token in ground.tokens) or asks_at_end(ground) or start >= ground.length:
        return False
    return ground.tokens[start].word not in _ASKING and not ground.words(start, Word.SHOW, Word.COUNT)


def _says_so(ground: Ground, place: int) -> bool:
    if ground.tokens[place].word in _STATES or ground.arrow_at(place) > place:
        return True
    return any(NOW.at(ground.tokens, place)) or any(NO_LONGER.at(ground.tokens, place))


def asks_at_end(ground: Ground) -> bool:
    """`owner of lead 12 is who`: what is asked for stands at the end."""
    words = [token.word for token in ground.tokens if token.is_word]
    while words and words[-1] in _CLOSING:
        words.pop()
    return bool(words) and words[-1] in _ASKED_FOR


def told(ground: Ground, targets: dict[int, list[Target]]) -> list[Change]:
    """All ways to read the message as a target and what is told of it, the cheapest first."""
    found: list[Change] = []
    for end, ones in targets.items():
        for target in ones[:3]:
            if end < ground.length and not target.is_any and not target.pronoun:
                found += _told_of(ground, target, end)
    return sorted(found, key=lambda one: one.cost)


def _told_of(ground: Ground, target: Target, end: int) -> Iterator[Change]:
    yield from _no_longer(ground, target, end)
    for start in _starts(ground, end, NOW if target.ids else SHALL):
        if target.field is None and ground.tokens[start - 1].word == "is":
            # "Guna is qualified" asks as often as it tells.
            continue
        if target.field is not None:
            yield from field_set(ground, target, start)
            continue
        for values, cost, several in assigned(ground, target.object, start, ground.length):
            yield Change(target, values, target.cost + cost, several)
    if target.ids and target.field is None:
        yield from _is_state(ground, target, end)


def _starts(ground: Ground, end: int, marks: PhraseTable[str]) -> list[int]:
    arrow = ground.arrow_at(end)
    stops = {stop for stop, _ in marks.at(ground.tokens, end)} | ({arrow} if arrow > end else set())
    return sorted((stop for stop in stops if stop < ground.length), reverse=True)


def _is_state(ground: Ground, target: Target, end: int) -> Iterator[Change]:
    """`deal Lab lease is won`: a state in which it has ended; others are asked about as often as they are told."""
    if ground.tokens[end].word not in _STATES:
        return
    words = ground.lexicon.of(target.object)
    board = words.definition.board
    for stop, option in words.options.at(ground.tokens, end + 1):
        if board is not None and option.path == board.field and option.value in board.final and is_end(ground, stop):
            yield Change(target, {option.path: option.value}, target.cost + 0.3)


def _no_longer(ground: Ground, target: Target, end: int) -> Iterator[Change]:
    """`Suresh Rao is no longer vip`."""
    words = ground.lexicon.of(target.object)
    for start, _ in NO_LONGER.at(ground.tokens, end) if target.ids and target.field is None else ():
        begin = start + (start < ground.length and ground.tokens[start].word in ("a", "an"))
        for stop, option in words.options.at(ground.tokens, begin):
            if is_end(ground, stop) and _is_flag(target, option):
                yield Change(target, {option.path: False}, target.cost + 0.3)


def _is_flag(target: Target, option: Option) -> bool:
    return isinstance(target.assembled.definition.by_path[option.path], Boolean)
