"""Preparation: from a message to the ground it is read on, with two or three statements to the database at most."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from frontdesk.assistant.language.evidence import gather, gather_titles, known_words
from frontdesk.assistant.language.ground import MOST_WORDS_OF_NAME, Asker, Colleague, Ground
from frontdesk.assistant.language.lexicon import Lexicon, lexicon_for
from frontdesk.assistant.language.slips import Near, mended, nearest_word
from frontdesk.assistant.language.tokens import Token, tokens_of
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import CLOSED, Word
from frontdesk.assistant.turn import Turn
from frontdesk.crm.search.spelling import Mending, Speller, can_be_mended
from frontdesk.crm.text_folding import folded
from frontdesk.identity.service.users import UserService
from frontdesk.language.common_words import common_words
from frontdesk.language.values.finding import find_values
from frontdesk.language.values.value import AnyValue, Found, Habits, QuotedValue

MOST_OBJECTS = 4
LONGEST_SHORT_NAME = 4
_ALIASES = {alias: name.replace("_", " ") for name, aliases in vocabulary("aliases").items() for alias in aliases}
WITHIN_NAMES = ("-", "&", ".", "+", "#", "/", ":", ",", "(", ")")
# A name that is this like a known one, and more so than any other, was meant.
LIKE_ENOUGH, CLEARLY_MORE = 0.65, 0.08


class Preparation:
    """Makes grounds."""

    def __init__(self, users: UserService, speller: Speller | None = None):
        self._users = users
        self._speller = speller or Speller()

    async def ground(self, turn: Turn) -> Ground:
        """The ground of a turn's message, with the slips in words of the language mended."""
        habits = turn.scope.habits
        found = find_values(turn.message, Habits(habits.now, habits.time_zone, habits.date_order, habits.week_start))
        tokens = [_by_its_name(token) for token in tokens_of(turn.message)]
        values = _placed(tokens, found)
        lexicon = lexicon_for(turn.scope.catalogue)
        strange = _unknown(tokens, values, lexicon)
        colleagues = await self._colleagues(turn) if strange or _says_me(tokens) else []
        if strange:
            tokens = await self._mended(turn, tokens, strange, lexicon)
        return Ground(
            turn.message, tokens, turn.scope, lexicon, _asker(turn, colleagues), values,
            colleagues=colleagues, pointed=_pointed(turn), person=turn.memory.person, viewing=turn.viewing,
            wrote=turn.memory.wrote is not None, strange=frozenset(strange),
        )  # fmt: skip

    async def add_evidence(self, turn: Turn, ground: Ground, objects: Iterable[str]) -> None:
        """Adds what the database knows of the words that are none of the language, as said of these objects.

        Names that nobody bears, and that are near to one that somebody does, are taken for that.
        """
        wanted = [name for name in dict.fromkeys(objects) if name not in ground.evidence][:MOST_OBJECTS]
        await self._gather(turn, ground, wanted)
        if wanted and await self._mend_names(turn, ground):
            await self._gather(turn, ground, wanted)

    async def add_titles(self, turn: Turn, ground: Ground) -> None:
        """Adds which records of any object are called by these words, where the object was not named."""
        if ground.titles is not None:
            return
        await self._gather_titles(turn, ground)
        if await self._mend_names(turn, ground):
            await self._gather_titles(turn, ground)

    async def _gather(self, turn: Turn, ground: Ground, objects: Iterable[str]) -> None:
        for name in objects:
            phrases = phrases_of(ground, ground.lexicon.words_for(name))
            definition = turn.scope.definition(name)
            found = await gather(turn.unit, turn.scope, definition, phrases) if phrases else {}
            ground.learn({name: found})

    async def _gather_titles(self, turn: Turn, ground: Ground) -> None:
        phrases = phrases_of(ground)
        ground.learn_titles(await gather_titles(turn.unit, turn.scope, phrases) if phrases else {})

    async def _colleagues(self, turn: Turn) -> list[Colleague]:
        return [Colleague(one.id, one.name, one.email) for one in await self._users.members(turn.unit)]

    async def _mended(self, turn: Turn, tokens: list[Token], strange: Sequence[int], lexicon: Lexicon) -> list[Token]:
        """Slips in words of the language. What some record holds is none, so the database is asked of those alone."""
        # A short word with a capital within a sentence is rather a name than a slip: Fox is not "for".
        names = {place for place in strange if place and tokens[place].is_capital}
        content = mended(tokens, [one for one in strange if one not in names or _is_long(tokens[one])], lexicon.content)
        plain = [place for place in strange if content[place].slip is None and place not in names]
        better = mended(content, plain, lexicon.known)
        changed = [place for place in strange if better[place].slip is not None]
        if not changed:
            return tokens
        held = await known_words(turn.unit, turn.scope, [tokens[place].word for place in changed])
        return [
            better[place] if place in changed and token.word not in held else token
            for place, token in enumerate(tokens)
        ]

    async def _mend_names(self, turn: Turn, ground: Ground) -> bool:
        """Whether some name was mended: once for each ground, and only names that no record bears."""
        if ground.names_mended:
            return False
        ground.names_mended = True
        of_colleagues = {word for one in ground.colleagues for word in folded(one.name).split()}
        known = ground.words_with_evidence() | of_colleagues
        strange = [place for place in ground.strange if ground.tokens[place].word not in known]
        common = common_words()
        strange = [
            place
            for place in strange
            if ground.tokens[place].slip is None
            and (ground.tokens[place].is_capital or ground.tokens[place].word not in common)
        ]
        words = [ground.tokens[place].word for place in strange if can_be_mended(ground.tokens[place].word)]
        held = await known_words(turn.unit, turn.scope, words)
        words = [word for word in words if word not in held]
        mendings = await self._speller.mend(turn.unit, words) if words else {}
        tokens = list(ground.tokens)
        near_colleagues = Near.of(of_colleagues)
        for place in strange:
            if tokens[place].word in held:
                continue
            meant = nearest_word(tokens[place].word, near_colleagues) or _clear(mendings.get(tokens[place].word, []))
            if meant is not None and meant not in CLOSED.words:
                tokens[place] = replace(tokens[place], word=meant, slip=tokens[place].word)
        return ground.take(tokens)


def _is_long(token: Token) -> bool:
    return len(token.word) > LONGEST_SHORT_NAME


def _clear(mendings: Sequence[Mending]) -> str | None:
    """The one word that was meant, where that is clear."""
    if not mendings or mendings[0].likeness < LIKE_ENOUGH:
        return None
    is_alone = len(mendings) == 1 or mendings[0].likeness - mendings[1].likeness >= CLEARLY_MORE
    return mendings[0].word if is_alone else None


def phrases_of(ground: Ground, known: frozenset[str] | None = None) -> list[str]:
    """Runs of words that may be a name or a text of some record: with at least one that is none of the language.

    `known`: the words that are, where they are fewer than those of all objects.
    """
    known = ground.lexicon.known if known is None else known
    places = range(ground.length)
    edges = [_is_plain_edge(ground, place) for place in places]
    strange = [_is_strange(ground, place, known) for place in places]
    found: list[str] = []
    for start, token in enumerate(ground.tokens[: ground.length]):
        if not token.is_word or token.word == "'s" or edges[start]:
            continue
        is_strange, is_closed = False, False
        for end in range(start + 1, min(start + MOST_WORDS_OF_NAME, ground.length) + 1):
            last = ground.tokens[end - 1]
            if not last.is_word and last.word not in WITHIN_NAMES:
                break
            is_strange = is_strange or strange[end - 1]
            is_closed = is_closed or ground.is_closed(end - 1)
            if last.word == "'s" or not last.is_word or edges[end - 1]:
                continue
            # A name may be made of words of the language alone: "Course places", "Company training".
            if is_strange or (2 <= end - start <= 4 and not is_closed):
                found.append(ground.phrase(start, end))
    for place in places:
        found += [folded(text) for _, text in ground.quoted(place)]
    # Where there are too many the long ones tell most.
    return sorted(dict.fromkeys(found), key=lambda phrase: -len(phrase.split()))


_PLAIN = (
    Word.FILLER,
    Word.SHOW,
    Word.ALL,
    Word.AND,
    Word.OR,
    Word.NOT,
    Word.OF,
    Word.IN,
    Word.FROM,
    Word.FOR,
    Word.IS,
)


def _is_plain_edge(ground: Ground, place: int) -> bool:
    """Whether a closed word stands here with which no name begins or ends."""
    return place + 1 in ground.words(place, *_PLAIN) and not ground.tokens[place].is_capital


def _is_strange(ground: Ground, place: int, known: frozenset[str]) -> bool:
    token = ground.tokens[place]
    if not token.is_word:
        return False
    # A capital within a sentence may make a name of a word of the language: "Summit Demo Ltd", "May Chen".
    is_name = token.is_capital and place > 0
    return token.word not in known or is_name


def _by_its_name(token: Token) -> Token:
    """The token under the name that is stored: `uk` is the United Kingdom."""
    meant = _ALIASES.get(token.word) or ("united states" if token.text == "US" else None)
    return token if meant is None else replace(token, word=meant)


def _placed(tokens: Sequence[Token], found: Sequence[Found]) -> dict[int, list[tuple[int, AnyValue]]]:
    starts = {token.start: place for place, token in enumerate(tokens)}
    ends = {token.end: place + 1 for place, token in enumerate(tokens)}
    placed: dict[int, list[tuple[int, AnyValue]]] = {}
    for one in found:
        if one.span.start in starts and one.span.end in ends:
            placed.setdefault(starts[one.span.start], []).append((ends[one.span.end], one.value))
    return placed


def _unknown(tokens: Sequence[Token], values: dict[int, list[tuple[int, AnyValue]]], lexicon: Lexicon) -> list[int]:
    """Words that are no words of the language and stand in no value."""
    covered = {
        place
        for start, found in values.items()
        for end, value in found
        if not isinstance(value, QuotedValue)
        for place in range(start, end)
    }
    return [
        place
        for place, token in enumerate(tokens)
        if token.is_word
        and token.word != "'s"
        and place not in covered
        and token.word not in lexicon.known
        and not token.word.isdigit()
    ]


def _pointed(turn: Turn) -> tuple[str, tuple[int, ...]] | None:
    if turn.memory.object is not None and turn.memory.ids:
        return turn.memory.object, turn.memory.ids
    return (turn.viewing[0], (turn.viewing[1],)) if turn.viewing else None


def _says_me(tokens: Sequence[Token]) -> bool:
    return any(token.word in ("my", "me", "mine", "myself", "i", "i'm") for token in tokens)


def _asker(turn: Turn, colleagues: Sequence[Colleague]) -> Asker:
    mine = next((one for one in colleagues if one.id == turn.caller.user_id), None)
    return Asker(turn.caller.user_id, mine.name if mine else turn.caller.name, mine.email if mine else "")
