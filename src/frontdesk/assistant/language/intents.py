"""Intents: what kind of thing a message asks for, by its verb, in the order of requirement 1.1."""

from collections.abc import Sequence
from enum import Enum

from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.said_apart import past_moment
from frontdesk.assistant.language.vocabulary import vocabulary


class Intent(Enum):
    """What is asked for."""

    GREET = "greet"
    THANKS = "thanks"
    BYE = "bye"
    HELP = "help"
    YES = "yes"
    NO = "no"
    UNDO = "undo"
    SEND = "send"
    FOLLOW_UPS = "follow_ups"
    DRAFT = "draft"
    SUMMARY = "summary"
    HISTORY = "history"
    LAST_CONTACT = "last_contact"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    RESTORE = "restore"
    MERGE = "merge"
    LOG = "log"
    REMIND = "remind"
    SCHEDULE = "schedule"
    CALL_ON = "call_on"
    READ = "read"


_WHOLE: dict[str, Intent] = {
    phrase: Intent(name) for name, phrases in vocabulary("whole_messages").items() for phrase in phrases
}
VERBS: PhraseTable[Intent] = PhraseTable(
    (phrase, Intent(name)) for name, phrases in vocabulary("verbs").items() for phrase in phrases
)
_SMALL_TALK = frozenset(vocabulary("small_talk")["words"])
_TELLING = {
    Intent.THANKS: ("thanks", "thank", "thx", "ty", "cheers", "appreciate", "appreciated"),
    Intent.BYE: ("bye", "goodbye", "later", "evening", "night", "weekend"),
    Intent.GREET: ("hi", "hello", "hey", "morning", "namaste", "afternoon"),
}
# Words that stand before the verb and say nothing.
POLITE: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in vocabulary("lead_in")["polite"])


def whole_message(ground: Ground) -> Intent | None:
    """The intent of a message that says just one thing: yes, undo, hello …"""
    words = [token.word.replace("'", "") for token in ground.tokens if token.is_word]
    if not words:
        return Intent.HELP if ground.text.strip() == "?" else None
    said = " ".join(words).replace(" s ", "s ")
    plain = (said, said.removesuffix(" please"), said.removeprefix("please "), said.removeprefix("ok "))
    found = next((_WHOLE[one] for one in plain if one in _WHOLE), None)
    return found or _small_talk(words)


def _small_talk(words: Sequence[str]) -> Intent | None:
    """What a message of nothing but small talk says: by the word that tells."""
    if not set(words) <= _SMALL_TALK:
        return None
    for intent, telling in _TELLING.items():
        if set(words) & set(telling):
            return intent
    return None


def past_polite(ground: Ground, start: int = 0) -> int:
    """Where the message begins to say something."""
    place = start
    while place < ground.length:
        ends = [end for end, _ in POLITE.at(ground.tokens, place)]
        after = max(ends, default=past_moment(ground, place))
        if after == place:
            return place
        place = after
    return place


def verbs_at(ground: Ground, place: int) -> list[tuple[int, Intent]]:
    """The verbs that begin at a place, the longest first."""
    if place >= ground.length:
        return []
    return sorted(VERBS.at(ground.tokens, place), key=lambda found: -found[0])
