"""Nouns first: something new that is told with no verb: "task: ring the landlord", "meeting with Guna tomorrow 4pm"."""

from frontdesk.assistant.answer import Choice
from frontdesk.assistant.language import noting
from frontdesk.assistant.language.creating import compose, create, created
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.preparation import Preparation
from frontdesk.assistant.language.telling import asks_nothing
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.meaning import AskBack, Meaning
from frontdesk.assistant.turn import Turn
from frontdesk.language.values.value import DayValue

_WORDS = vocabulary("nouns_first")
_ADDING = tuple(tuple(phrase.split()) for phrase in _WORDS["to_add"])
_MEETING, _SIGNS = _WORDS["meeting"], _WORDS["sign"]
_MADE_SO = ("tasks", "leads", "contacts", "deals", "learners", "courses", "campaigns", "batches", "trainers")


class NounsFirst:
    """Reads messages that name something new before they say anything else."""

    def __init__(self, preparation: Preparation):
        self._preparation = preparation

    async def signed(self, turn: Turn, ground: Ground, start: int) -> Meaning | None:
        """What a sign behind its noun tells as new: `task: …`, `contact to add -> …`."""
        found = _with_sign(ground, start) if asks_nothing(ground, start) else None
        if found is None:
            return None
        await self._preparation.add_evidence(turn, ground, [found[0]])
        return create(ground, *found)

    async def sure(self, turn: Turn, ground: Ground, start: int) -> Meaning | None:
        """What is surely told as something new; None where it may as well be asked for."""
        if not asks_nothing(ground, start):
            return None
        return await self._meeting(turn, ground, start) or await self._call(turn, ground, start)

    async def likely(self, turn: Turn, ground: Ground, start: int) -> Meaning | None:
        """A task that was told in words that ask for nothing: `task order coffee by 30 june`."""
        one = _one_at(ground, start)
        if one is None or one[0] != "tasks" or not asks_nothing(ground, start) or one[1] >= ground.length:
            return None
        await self._preparation.add_evidence(turn, ground, ["tasks"])
        composed = compose(ground, "tasks", one[1], {})
        if composed is None or composed.several is not None or not composed.values.get("title"):
            return None
        if not any(word.isalpha() and len(word) > 2 for word in str(composed.values["title"]).split()):
            return None
        said = set(composed.values) & {"due_date", "priority", "assignee"}
        return created(ground.lexicon.of("tasks").definition, composed.values, ground) if said else None

    async def _meeting(self, turn: Turn, ground: Ground, start: int) -> Meaning | None:
        """`tomorrow 4pm meeting with Guna`: ahead, at a time of day, and with somebody."""
        place = next((at for at in range(start, ground.length) if ground.tokens[at].word in _MEETING), None)
        moments = [
            value.at
            for found in ground.values.values()
            for _, value in found
            if isinstance(value, DayValue) and value.at is not None and not value.vague_time
        ]
        if place is None or not any(at > ground.now for at in moments):
            return None
        await self._preparation.add_evidence(turn, ground, ["meetings"])
        if not _names_somebody(ground, "meetings", start):
            return None
        kind = ground.tokens[place].word
        meaning = noting.schedule(ground, start, kind=kind, skipped=(place, place + 1))
        return None if isinstance(meaning, AskBack) and not meaning.choices else meaning

    async def _call(self, turn: Turn, ground: Ground, start: int) -> Meaning | None:
        """`outbound call Guna voicemail` may be told, or asked for."""
        words = ground.lexicon.of("calls") if "calls" in ground.lexicon.by_object else None
        if words is None or not any(ground.tokens[at].word == "call" for at in range(start, ground.length)):
            return None
        said = any(True for at in range(start, ground.length) for _ in words.options.at(ground.tokens, at))
        await self._preparation.add_evidence(turn, ground, ["calls"])
        if not said or not _names_somebody(ground, "calls", start):
            return None
        choices = [Choice("Log the call", f"log {ground.text}"), Choice("Find such calls", f"show {ground.text}")]
        return AskBack("Shall that call be logged, or calls like that be found?", choices)


def _one_at(ground: Ground, start: int) -> tuple[str, int] | None:
    """The object that is named in the singular at a place, and where its word ends."""
    found = [
        (name, end)
        for end, name in ground.lexicon.objects.at(ground.tokens, start)
        if not ground.tokens[end - 1].word.endswith("s")
    ]
    return max(found, key=lambda one: one[1], default=None)


def _with_sign(ground: Ground, start: int) -> tuple[str, int] | None:
    """`task: …`, `contact to add -> …`, `lead name=Bo …`: the object, and where what is said of it begins."""
    one = _one_at(ground, start)
    if one is None or one[0] not in _MADE_SO:
        return None
    name, end = one
    words = tuple(token.word for token in ground.tokens[end : end + 3])
    adding = next((len(one) for one in _ADDING if words[: len(one)] == one), 0)
    begin = end + adding
    while begin < ground.length and (ground.arrow_at(begin) > begin or ground.tokens[begin].word in _SIGNS):
        begin = max(ground.arrow_at(begin), begin + 1)
    if begin > end and begin < ground.length:
        return name, begin
    title = ground.lexicon.of(name).definition.title.fields[0]
    for stop, path in ground.lexicon.of(name).fields.at(ground.tokens, end):
        if path == title and stop < ground.length and ground.tokens[stop].word == "=":
            return name, end
    return None


def _names_somebody(ground: Ground, object: str, start: int) -> bool:
    people = ("leads", "contacts")
    for place in range(start, ground.length):
        if ground.pronoun_at(place) is not None:
            return True
        found = [
            one for _, evidence in ground.evidence_at(object, place) for name in people for one in evidence.of(name)
        ]
        if found:
            return True
    return False
