"""Leaning: what is said of the one record spoken of last, without naming it again: "due monday", "it is done"."""

from frontdesk.assistant.answer import Choice
from frontdesk.assistant.language.assembly import Assembled
from frontdesk.assistant.language.assigned import AtTime, OnDay, Shift
from frontdesk.assistant.language.assignments import Assignments
from frontdesk.assistant.language.dialogue import is_one_record
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.targets import Target
from frontdesk.assistant.language.updating import Change, changes_of
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import Word
from frontdesk.assistant.meaning import AskBack
from frontdesk.assistant.memory import Memory

_WORDS = vocabulary("dialogue")
CORRECTING: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in _WORDS["correcting"])
_OPENING: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in (*_WORDS["opening"], *_WORDS["subject"]))
_ASKING = frozenset(_WORDS["asking"])
AS_LIKELY = 0.16


def said_of_last(ground: Ground, memory: Memory) -> list[Change]:
    """The changes that the message may make to the one record spoken of last, the likeliest first."""
    target = _last(ground, memory)
    if target is None or _asks(ground) or _speaks_of_others(ground, target.object):
        return []
    corrected = _corrected(ground, memory, target)
    if corrected:
        return corrected
    start = _past(ground, _OPENING, 0)
    return changes_of(ground, "", start, target) if start < ground.length else []


def names_its_field(ground: Ground, memory: Memory) -> bool:
    """Whether a message right after a write begins with a field of what was written: `phone 0700 123 456`."""
    if memory.wrote is None or memory.object is None or len(memory.ids) != 1:
        return False
    start = _past(ground, _OPENING, 0)
    fields = ground.lexicon.of(memory.object).fields
    return any(end in ground.values for end, _ in fields.at(ground.tokens, start))


def is_told(ground: Ground, memory: Memory) -> bool:
    """Whether that is surely meant as a change: what is said right after a write, or with a word that makes it so."""
    strong = {"to", "=", ":", "should", "now", ">", "→"}
    return memory.wrote is not None or bool({token.word for token in ground.tokens} & strong)


def change_or_not(ground: Ground, change: Change) -> AskBack:
    """Asks whether the record that is shown shall be changed so."""
    definition = ground.lexicon.of(change.target.object).definition
    named = f"{definition.label.lower()} {change.target.ids[0]}"
    (path, value), *_ = change.values.items()
    if isinstance(value, (AtTime, OnDay, Shift, bool)) or value is None:
        return AskBack(f"Shall {named} be changed? Then say the field and its new value.")
    words = definition.by_path[path].words.lower()
    said = f"set {named} {words} to {value}"
    return AskBack(
        f"Shall {named} be changed?", [Choice(f"Set the {words} to {value}", said), Choice("Show it", f"show {named}")]
    )


def _last(ground: Ground, memory: Memory) -> Target | None:
    if memory.object is None or len(memory.ids) != 1 or (memory.wrote is None and not is_one_record(memory)):
        return None
    assembled = Assembled(ground.lexicon.of(memory.object).definition)
    return Target(memory.object, 0.0, assembled, memory.ids, pronoun=True)


def _asks(ground: Ground) -> bool:
    words = [token.word for token in ground.tokens]
    first = words[1:2] if words[0] in _WORDS["opening"] or words[0] in ("and", "but") else words[:1]
    return "?" in words or bool(_ASKING & set(first)) or bool(ground.words(0, Word.COUNT))


def _speaks_of_others(ground: Ground, object: str) -> bool:
    """Whether a word for an object stands in it that is no word for a field or a state of this one."""
    words = ground.lexicon.of(object)
    for place in range(ground.length):
        own = [end for end, _ in (*words.fields.at(ground.tokens, place), *words.options.at(ground.tokens, place))]
        if not own and any(True for _ in ground.lexicon.objects.at(ground.tokens, place)):
            return True
    return False


def _past(ground: Ground, table: PhraseTable[str], start: int) -> int:
    place = start
    while place < ground.length:
        ends = [end for end, _ in table.at(ground.tokens, place)]
        if not ends and ground.tokens[place].is_word:
            break
        place = max(ends, default=place + 1)
    return place


def _corrected(ground: Ground, memory: Memory, target: Target) -> list[Change]:
    """`sorry, I meant 950`: another value for the field that was written last."""
    start = _past(ground, CORRECTING, 0)
    if not start or memory.wrote is None or len(memory.wrote) != 1 or start >= ground.length:
        return []
    assignments = Assignments(ground, target.object, titled=False)
    field = assignments.definition.by_path.get(memory.wrote[0])
    found = assignments.values_of(field, start) if field is not None else ()
    return sorted(
        (Change(target, {memory.wrote[0]: value}, cost) for end, value, cost in found if end == ground.length),
        key=lambda one: one.cost,
    )
