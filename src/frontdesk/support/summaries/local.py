"""The local engine's summaries: sentences of the conversation itself, chosen by what they carry."""

import asyncio
from collections.abc import Sequence

from frontdesk.conversations.models import ConversationEvent
from frontdesk.support.summaries.facts import Fact, facts_of
from frontdesk.support.summaries.handoffs import reasons_of, standing_of
from frontdesk.support.summaries.moods import Mood, MoodReader, in_words
from frontdesk.support.summaries.sentences import most_telling, quoted, sentences_of, shortened
from frontdesk.support.summaries.summary import Summary, Tried, Wanted
from frontdesk.support.summaries.talk import Exchange, Talk, exchanges_of, without_marks

MOST_WANTED = 3
MOST_TRIED = 12
MOST_TOLD = 5
LONGEST_ANSWER = 180
# What is settled matters less to the one who takes over than what is open, and the newest most.
_ANSWERED, _NEWEST = {None: 0.7, False: 1.0, True: 0.3}, 1.4
_NOTHING = "Nothing has been asked yet."
_HOW = {True: ", which helped", False: ", which did not help", None: ""}


class LocalSummaryWriter:
    """Extracts: every word but the frame around them stands in the conversation."""

    engine = "local"

    def __init__(self, moods: MoodReader):
        self._moods = moods

    async def write(self, talk: Talk) -> Summary:
        exchanges = [one for one in exchanges_of(talk) if not one.asks_nothing]
        moods = await self._moods.read(exchanges)
        # Beside the event loop: a long conversation takes long enough to be felt in other people's answers.
        return await asyncio.to_thread(_summed_up, talk, exchanges, moods)


def _summed_up(talk: Talk, exchanges: Sequence[Exchange], moods: list[Mood]) -> Summary:
    wanted, tried, facts = wanted_in(exchanges), tried_in(exchanges), facts_of(talk.asked)
    handoff = reasons_of(talk)
    text = _for_staff(talk, wanted, tried, facts, moods, handoff)
    return Summary(text or _NOTHING, _for_customer(talk, tried), wanted, tried, facts, moods, handoff)


def wanted_in(exchanges: Sequence[Exchange]) -> list[Wanted]:
    """The sentences that say what the customer wants now, in their order."""
    weights = {
        message.seq: (message, _weight(exchange) * (_NEWEST if exchange is exchanges[-1] else 1.0))
        for exchange in exchanges
        for message in exchange.asked
    }
    candidates = [
        one for message, weight in weights.values() for one in sentences_of(message.content, message.seq, weight)
    ]
    return [Wanted(one.seq, shortened(one.text)) for one in most_telling(candidates, MOST_WANTED, wish_first=True)]


def _weight(exchange: Exchange) -> float:
    return 1.0 if exchange.is_open else _ANSWERED[exchange.helped]


def tried_in(exchanges: Sequence[Exchange]) -> list[Tried]:
    """The newest answers with their questions, in order."""
    return [_tried(one) for one in [one for one in exchanges if one.asked and one.answers][-MOST_TRIED:]]


def _tried(exchange: Exchange) -> Tried:
    first = exchange.answers[0]
    question = _essence(exchange.question, 1)
    said = without_marks("\n".join(answer.content for answer in exchange.answers))
    cited = first.data.get("cited") or []
    sources = [str(found["title"]) for found in first.data.get("kb_results") or [] if found["id"] in cited]
    # An answer is about the question by its words, a person's message by what it says.
    answer = _essence(said, 2, about=exchange.question) if exchange.outcome in ("answered", "handed_over") else said
    return Tried(
        seq=exchange.asked[-1].seq,
        question=question,
        answer=shortened(answer, LONGEST_ANSWER),
        by=first.actor_kind,
        name=first.actor_name,
        outcome=exchange.outcome,
        sources=sources,
        helped=exchange.helped,
    )


def _essence(text: str, most: int, about: str = "") -> str:
    """The most telling sentences of a text, or all of it where none tells more."""
    chosen = most_telling(sentences_of(text), most, about)
    return shortened(" ".join(sentence.text for sentence in chosen) or text)


def _for_staff(
    talk: Talk,
    wanted: Sequence[Wanted],
    tried: Sequence[Tried],
    facts: Sequence[Fact],
    moods: Sequence[Mood],
    handoff: Sequence[str],
) -> str:
    mood = in_words(moods)
    told = ", ".join(f"{fact.label.lower()} {fact.value}" for fact in facts[:MOST_TOLD])
    parts = [
        f"{talk.customer or 'The customer'} wrote: {quoted(one.text for one in wanted)}" if wanted else "",
        *(_said(one) for one in _worth_telling(tried)),
        f"Mood: {mood}." if mood else "",
        f"Told: {told}." if told else "",
        f"Why it came: {handoff[-1]}" if handoff else "",
        *(f"Note of {note.actor_name}: {quoted([note.content])}" for note in _notes(talk)[-1:]),
        _rating(talk),
        standing_of(talk),
    ]
    return " ".join(part for part in parts if part)


def _worth_telling(tried: Sequence[Tried]) -> list[Tried]:
    """The two newest answers, the same one told once; a mere notice is none."""
    told = [one for one in tried if one.outcome != "handed_over" or one.sources]
    return [one for one in told[-2:] if one is told[-1] or one.answer != told[-1].answer]


def _said(tried: Tried) -> str:
    who = "The bot" if tried.by == "bot" else tried.name or "A person"
    if tried.outcome == "asked":
        return f"{who} asked back."
    if tried.outcome == "said_so":
        return f"{who} had no answer."
    return f"{who} answered{_HOW[tried.helped]}: {quoted([tried.answer])}"


def _for_customer(talk: Talk, tried: Sequence[Tried]) -> str:
    asked = [one for message in talk.asked for one in sentences_of(message.content)]
    questions = most_telling(asked, MOST_WANTED - 1, wish_first=True)
    if not questions:
        return _NOTHING
    answers = [one for one in tried if one.outcome == "answered" or one.sources]
    answered = answers[-1] if answers else None
    who = answered and (answered.name or (talk.bot or "the bot" if answered.by == "bot" else "our team"))
    parts = [
        f"You asked: {quoted(one.text for one in questions)}",
        f"Answered by {who}: {quoted([answered.answer])}" if answered else "It is not answered yet.",
        standing_of(talk, for_customer=True),
    ]
    return " ".join(part for part in parts if part)


def _rating(talk: Talk) -> str:
    """How the customer rated the whole conversation, the last time."""
    whole = [event for event in talk.events if event.type == "feedback" and event.data.get("seq") is None]
    rating = str(whole[-1].data.get("rating", "")) if whole else ""
    if not rating:
        return ""
    told = f"{rating} of 5" if rating.isdigit() else {"up": "good", "down": "bad"}.get(rating, rating)
    return f"Rated: {told}{f', {quoted([whole[-1].content])}' if whole[-1].content else ''}."


def _notes(talk: Talk) -> list[ConversationEvent]:
    return [event for event in talk.events if event.type == "note" and event.actor_kind == "staff"]
