"""Reading: which records or figures a sentence asks for, as one query; or why that is not clear."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from frontdesk.assistant.answer import Choice
from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.assembly import Assembled, assemble
from frontdesk.assistant.language.conditions import Where, condition
from frontdesk.assistant.language.cover import Cover
from frontdesk.assistant.language.going_on import state_left_open
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.names_again import which_record
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, NounPhrases
from frontdesk.assistant.language.pieces import Cond, Having, Piece, Unknown
from frontdesk.assistant.language.preparation import Preparation
from frontdesk.assistant.language.wording import in_words
from frontdesk.assistant.language.words import Word
from frontdesk.assistant.meaning import AskBack, Meaning, Read
from frontdesk.assistant.turn import Turn
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.service import RecordReader

# Readings that cost about the same are both possible.
AS_LIKELY = 0.16
MOST_POINTING = 1_000


@dataclass(frozen=True)
class Understood:
    """One way to understand a sentence."""

    cost: float
    assembled: Assembled


@dataclass(frozen=True)
class NotUnderstood:
    """The words that fit nowhere."""

    words: tuple[str, ...]


class SentenceReader:
    """Reads sentences that ask for records."""

    def __init__(self, preparation: Preparation, reader: RecordReader):
        self._preparation = preparation
        self._reader = reader

    async def understand(
        self, turn: Turn, ground: Ground, start: int, end: int, objects: Sequence[str], *, ordered: bool = True
    ) -> list[Understood] | NotUnderstood:
        """All readings that are about as likely, the likeliest first. `objects`: what may be asked for,
        with `ordered` the likeliest first.
        """
        await self._preparation.add_evidence(turn, ground, objects)
        ways: list[Understood] = []
        missed: tuple[float, Sequence[Piece]] | None = None
        for place, name in enumerate(objects):
            phrases = NounPhrases(ground, name)
            for way in phrases.covers(start, end):
                if way.cost < NOT_UNDERSTOOD:
                    assembled = assemble(phrases.definition, way.pieces, turn.scope.habits)
                    # What is named first is mostly what is asked for.
                    ways.append(Understood(_weighed(way, assembled) + (0.2 * place if ordered else 0), assembled))
                elif missed is None or way.cost < missed[0]:
                    missed = (way.cost, way.pieces)
        if not ways:
            return NotUnderstood(_missed_words(ground, missed[1] if missed else ()))
        return _likeliest(ways)

    async def meaning(self, turn: Turn, ground: Ground, ways: Sequence[Understood]) -> Meaning:
        """What to do for the readings: run the one, or ask which."""
        queries = [await self.query(turn, ground, way.assembled) for way in ways]
        distinct = {repr(query): (way, query) for way, query in zip(ways, queries, strict=True)}
        if len(distinct) > 1:
            return which_query(turn, [query for _, query in distinct.values()])
        (way, query), *_ = distinct.values()
        if way.assembled.unclear:
            return AskBack(way.assembled.unclear)
        going_on = state_left_open(ground, way.assembled, query)
        if going_on is not None:
            return which_query(turn, [going_on, query])
        if way.assembled.people:
            return which_record(ground, way.assembled.people)
        if len(way.assembled.records) > 1 and (way.assembled.one or not way.assembled.named_object):
            name = way.assembled.definition.name
            titles = zip(way.assembled.records, way.assembled.titles, strict=False)
            return which_record(ground, [(name, record_id, title) for record_id, title in titles])
        if way.assembled.records and way.assembled.where and not _asks(ground) and not _says_which(ground):
            return _change_or_look(turn, way.assembled)
        if _gives_values(ground, query):
            return _new_or_look(turn, ground, query)
        return _read(way.assembled, query)

    async def query(self, turn: Turn, ground: Ground, assembled: Assembled) -> dict[str, Any]:
        extra = [await self._having(turn, ground, one) for one in assembled.having]
        return assembled.query(extra)

    async def _having(self, turn: Turn, ground: Ground, having: Having) -> Where:
        """The records that are pointed at, by their ids: up to a thousand of them."""
        definition = turn.scope.definition(having.object)
        parser = QueryParser(turn.scope, definition, turn.caller.user_id)
        there = condition(having.relation, "is_not_empty")
        where = conditions.all_of([there, *([dict(having.where)] if having.where else [])])
        query = parser.query({"where": where, "group_by": [having.relation], "limit": MOST_POINTING})
        groups = await self._reader.groups(turn.unit, turn.scope, query)
        ids = [group["group"][having.relation] for group in groups]
        if having.none:
            return condition("id", "not_in", ids) if ids else condition("id", "is_not_empty")
        return condition("id", "in", ids) if ids else condition("id", "is_empty")


def _weighed(way: Cover[Piece], assembled: Assembled) -> float:
    """The cost of a reading, with what only shows where all of it is seen."""
    paths = [piece.path for piece in way.pieces if isinstance(piece, Cond) and piece.path]
    doubled = [path for path in assembled.fields if path in paths]
    # "Which batches does Madhavi teach": the word for the field that has its value already.
    assembled.fields = [path for path in assembled.fields if path not in doubled]
    values: dict[str, set[str]] = {}
    for one in assembled.where:
        if one.get("op") == "eq":
            values.setdefault(one["field"], set()).add(repr(one["value"]))
    for path, said in values.items():
        if len(said) > 1 and not assembled.unclear:
            label = assembled.definition.get(path)
            assembled.unclear = (
                f"No record has two values in {label.words.lower() if label else path}. Do you mean either of them?"
            )
    return way.cost - 1.0 * len(doubled)


def mentioned_objects(ground: Ground, start: int = 0, end: int | None = None) -> list[str]:
    """The objects that are named, in their order."""
    found: list[str] = []
    place, last = start, ground.length if end is None else end
    while place < last:
        names = sorted(ground.lexicon.objects.at(ground.tokens, place), key=lambda one: -one[0])
        found += [name for _, name in names if name not in found]
        place += 1
    return found


def _likeliest(ways: list[Understood]) -> list[Understood]:
    ways = sorted(ways, key=lambda way: way.cost)
    return [way for way in ways if way.cost <= ways[0].cost + AS_LIKELY]


def _missed_words(ground: Ground, pieces: Sequence[Piece]) -> tuple[str, ...]:
    missed = [ground.tokens[piece.place] for piece in pieces if isinstance(piece, Unknown)]
    strange = [token for token in missed if token.word not in ground.lexicon.known]
    return tuple(token.text for token in strange or missed)


def _read(assembled: Assembled, query: dict[str, Any]) -> Read:
    single = len(assembled.records) == 1 and not assembled.aggregates and not assembled.groups
    asked = assembled.fields[0] if single and len(assembled.fields) == 1 else None
    return Read(query, single=single, field=asked)


def _asks(ground: Ground) -> bool:
    """Whether the message begins as a question does, or with a word that only asks to be shown something."""
    return bool(ground.words(0, Word.SHOW, Word.COUNT)) or ground.tokens[0].word in (
        "is",
        "are",
        "was",
        "does",
        "did",
        "has",
    )


def _says_which(ground: Ground) -> bool:
    """`deals for Kranich that are open`: a clause says which records are asked for."""
    words = [token.word for token in ground.tokens]
    return any(
        word in ("that", "which", "who") and following in ("is", "are", "was", "were", "has", "have")
        for word, following in pairwise(words[1:])
    )


def _gives_values(ground: Ground, query: dict[str, Any]) -> bool:
    """`lead name=Bo status=New`: values given as for something new, though nothing says so."""
    return not _asks(ground) and sum(token.word == "=" for token in ground.tokens) > 1 and "where" in query


def _new_or_look(turn: Turn, ground: Ground, query: dict[str, Any]) -> AskBack:
    label = turn.scope.definition(query["object"]).label.lower()
    choices = [
        Choice(f"Make a new {label}", f"new {ground.text}"),
        Choice(f"Find such a {label}", f"find {ground.text}"),
    ]
    return AskBack(f"Shall a new {label} be made, or one be found?", choices)


def _change_or_look(turn: Turn, assembled: Assembled) -> AskBack:
    """`lead 132 status qualified` may be meant to change it, or to ask whether it is so."""
    label = assembled.definition.label.lower()
    named = f"{label} {assembled.records[0]}"
    if (
        len(assembled.where) != 1
        or "field" not in assembled.where[0]
        or assembled.where[0]["op"] not in ("eq", "within")
    ):
        return AskBack(f"Shall {named} be changed? Then say what to set, and to which value.")
    said = in_words(turn.scope, {"object": assembled.definition.name, "where": assembled.where[0]})
    value = said.split(" with ", 1)[1].replace(" is ", " to ", 1)
    choices = [Choice(f"Change {named}: {value}", f"set {named} {value}"), Choice(f"Show {named}", f"show {named}")]
    return AskBack(f"Shall {named} be changed?", choices)


def which_query(turn: Turn, queries: Sequence[dict[str, Any]]) -> AskBack:
    """Asks which of these is meant."""
    choices = [Choice(words, words) for words in dict.fromkeys(in_words(turn.scope, query) for query in queries[:4])]
    return AskBack("That can be read in more than one way. Which do you mean?", choices if len(choices) > 1 else ())


def is_valid(turn: Turn, query: dict[str, Any]) -> bool:
    try:
        QueryParser(turn.scope, turn.scope.definition(query["object"]), turn.caller.user_id).query(query)
    except InvalidQueryError:
        return False
    return True
