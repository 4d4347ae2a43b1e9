"""Intents: what kind of thing a message asks for, by its verb, in the order of requirement 1.1."""

from enum import Enum

from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.phrases import PhraseTable
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
# Words that stand before the verb and say nothing.
POLITE: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in vocabulary("lead_in")["polite"])


def whole_message(ground: Ground) -> Intent | None:
    """The intent of a message that says just one thing: yes, undo, hello …"""
    words = [token.word.replace("'", "") for token in ground.tokens if token.is_word]
    if not words:
        return Intent.HELP if ground.text.strip() == "?" else None
    said = " ".join(words).replace(" s ", "s ")
    plain = (said, said.removesuffix(" please"), said.removeprefix("please "), said.removeprefix("ok "))
    return next((_WHOLE[one] for one in plain if one in _WHOLE), None)


def past_polite(ground: Ground, start: int = 0) -> int:
    """Where the message begins to say something."""
    place = start
    while place < ground.length:
        ends = [end for end, _ in POLITE.at(ground.tokens, place)]
        if not ends:
            return place
        place = max(ends)
    return place


def verbs_at(ground: Ground, place: int) -> list[tuple[int, Intent]]:
    """The verbs that begin at a place, the longest first."""
    if place >= ground.length:
        return []
    return sorted(VERBS.at(ground.tokens, place), key=lambda found: -found[0])
