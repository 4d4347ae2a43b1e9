"""LocalInterpreter: the command language's own way from a message to its meaning, with no language model."""

from collections.abc import Sequence
from typing import Any

from frontdesk.assistant.language import following_up, mailing
from frontdesk.assistant.language.assignments import Assignments
from frontdesk.assistant.language.commands import Commands
from frontdesk.assistant.language.creating import compose, create, created
from frontdesk.assistant.language.evidence import gather
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.intents import Intent, past_polite, verbs_at, whole_message
from frontdesk.assistant.language.leaning import names_its_field
from frontdesk.assistant.language.nouns_first import NounsFirst
from frontdesk.assistant.language.preparation import Preparation
from frontdesk.assistant.language.questions import Questions
from frontdesk.assistant.language.reading import SentenceReader, mentioned_objects
from frontdesk.assistant.language.words import Word
from frontdesk.assistant.meaning import (
    AskBack,
    Confirm,
    Greet,
    Help,
    Meaning,
    Refuse,
    Reject,
    Send,
    Undo,
)
from frontdesk.assistant.turn import Turn
from frontdesk.crm.fields import Relation
from frontdesk.crm.reading.service import RecordReader
from frontdesk.identity.service.users import UserService

LONGEST_MESSAGE = 2_000
_WHOLE: dict[Intent, Meaning] = {
    Intent.GREET: Greet("hello"),
    Intent.THANKS: Greet("thanks"),
    Intent.BYE: Greet("bye"),
    Intent.HELP: Help(),
    Intent.YES: Confirm(),
    Intent.NO: Reject(),
    Intent.UNDO: Undo(),
}


class LocalInterpreter:
    """Reads messages by the words of the workspace."""

    def __init__(self, reader: RecordReader, users: UserService):
        self._preparation = Preparation(users)
        sentences = SentenceReader(self._preparation, reader)
        self._commands = Commands(reader, self._preparation, sentences)
        self._nouns = NounsFirst(self._preparation)
        self._questions = Questions(self._preparation, sentences)

    async def interpret(self, turn: Turn) -> Meaning:
        if len(turn.message) > LONGEST_MESSAGE:
            return Refuse(f"That is longer than I can read: say it in {LONGEST_MESSAGE:,} characters at most.")
        ground = await self._preparation.ground(turn)
        whole = whole_message(ground)
        if whole is Intent.YES and turn.memory.draft is not None and ground.tokens[0].word == "send":
            return Confirm() if turn.memory.proposal_id else Send(last_draft=True)
        if whole is not None:
            return _WHOLE[whole]
        if not any(token.is_word for token in ground.tokens):
            return AskBack("What would you like to know or do?")
        if turn.memory.pending:
            answered = await self._answered(turn, ground, turn.memory.pending)
            if answered is not None:
                return answered
        return await self._interpret(turn, ground)

    async def _interpret(self, turn: Turn, ground: Ground) -> Meaning:
        start = past_polite(ground)
        if start >= ground.length:
            return Greet("hello")
        if ground.tokens[start].word == "open" and _names_one(ground, start + 1):
            start += 1
        mentioned = mentioned_objects(ground, start)
        await self._preparation.add_evidence(turn, ground, mentioned[:3])
        verbs = verbs_at(ground, start)
        shown = ground.words(start, Word.SHOW)
        # "Give me" and "show me" ask, whatever "give" alone would do.
        verbs = [(end, intent) for end, intent in verbs if not shown or end >= shown[0] or intent is Intent.DRAFT]
        intents = [intent for _, intent in verbs]
        skilled = any(one in intents for one in (Intent.SEND, Intent.DRAFT, Intent.SUMMARY)) or _may_be_summary(ground)
        if skilled and not ground.knows_names_of("leads"):
            await self._preparation.add_titles(turn, ground)
        leaning = await self._commands.lean(turn, ground) if names_its_field(ground, turn.memory) else None
        skill = leaning or self._skill(turn, ground, start, verbs)
        if skill is not None:
            return skill
        told = await self._told_first(turn, ground, start, intents)
        if told is not None:
            return told
        asked: AskBack | None = None
        for end, intent in verbs:
            meaning = await self._commands.read(turn, ground, start, end, intent, mentioned)
            if meaning is not None and not isinstance(meaning, AskBack):
                return meaning
            # One verb means several things: what fits one of them is not asked about for another.
            if meaning is not None and (asked is None or not asked.choices):
                asked = meaning
        return asked or await self._told_or_asked(turn, ground, start, mentioned, told=not verbs)

    async def _told_first(self, turn: Turn, ground: Ground, start: int, intents: Sequence[Intent]) -> Meaning | None:
        """What is told of something new, or of the record spoken of last, whatever verb it may begin with."""
        noted = Intent.REMIND in intents or Intent.LOG in intents
        told = None if noted else await self._nouns.signed(turn, ground, start)
        if told is not None or intents:
            return told
        return await self._nouns.sure(turn, ground, start) or await self._commands.lean(turn, ground)

    async def _told_or_asked(
        self, turn: Turn, ground: Ground, start: int, mentioned: Sequence[str], *, told: bool
    ) -> Meaning:
        """What no verb orders: it tells of a record what is so now, asks, or names something new."""
        tells = await self._commands.tell(turn, ground, start, mentioned) if told else None
        if tells is not None:
            return tells
        meaning = await self._questions.read(turn, ground, start, mentioned)
        if not told or not isinstance(meaning, AskBack) or meaning.choices:
            return meaning
        return await self._nouns.likely(turn, ground, start) or meaning

    # mails, follow-ups and summaries, in the order of requirement 1.1

    def _skill(self, turn: Turn, ground: Ground, start: int, verbs: Sequence[tuple[int, Intent]]) -> Meaning | None:
        found: Meaning | None = None
        for end, intent in verbs:
            if intent is Intent.SEND and found is None:
                verb = ground.tokens[start].word
                if end < ground.length and ground.tokens[end].word in ("draft", "of", "address", "id", "'s", "is"):
                    continue
                if verb in ("email", "mail") or _says_mail(ground, end):
                    found = mailing.send(ground, end, has_draft=turn.memory.draft is not None)
        found = found or following_up.follow_ups(ground, start)
        if found is None and ground.tokens[start].word in ("email", "mail") and ground.tokens[start + 1 : start + 2]:
            found = mailing.draft(ground, start) if ground.tokens[start + 1].word == "draft" else None
        if found is None and any(intent is Intent.DRAFT for _, intent in verbs):
            ends = [end for end, intent in verbs if intent is Intent.DRAFT]
            found = mailing.draft(ground, ends[0]) if _is_draft(ground, start, ends[0]) else None
        if found is None and not verbs and mailing.names_a_mail(ground, start):
            found = mailing.draft(ground, start)
        return found or mailing.summary(ground, start)

    # what was asked before

    async def _answered(self, turn: Turn, ground: Ground, pending: Any) -> Meaning | None:
        """The answer to what was asked: values that were missing in something new."""
        if pending.get("intent") != "create":
            return None
        name, values, missing = pending["object"], dict(pending["values"]), list(pending["missing"])
        begin = past_polite(ground)
        if ground.words(begin, Word.SHOW, Word.COUNT) or (verbs_at(ground, begin) and mentioned_objects(ground)):
            return None
        definition = turn.scope.definition(name)
        await self._preparation.add_evidence(turn, ground, [name])
        field = definition.by_path[missing[0]]
        if isinstance(field, Relation):
            # The whole answer may be a name, also where it is made of words of the language.
            ground.learn({name: await gather(turn.unit, turn.scope, definition, [ground.phrase(begin, ground.length)])})
        assignments = Assignments(ground, name, titled=True)
        titled = field.path in definition.title.fields
        for end, value, _ in (
            []
            if titled
            else sorted(assignments.values_of(field, past_polite(ground)), key=lambda one: (-one[0], one[2]))
        ):
            if end == ground.length:
                values[field.path] = value
                left = [one for one in missing[1:] if not values.get(one)]
                return created(definition, values) if not left else create(ground, name, ground.length, values)
        composed = compose(ground, name, 0, values)
        return None if composed is None else create(ground, name, 0, values)


def _names_one(ground: Ground, place: int) -> bool:
    """Whether one record is named here: `lead 12`, `deal Koyna`."""
    if place >= ground.length:
        return False
    return any(
        not ground.tokens[end - 1].word.endswith("s") and end < ground.length
        for end, _ in ground.lexicon.objects.at(ground.tokens, place)
    )


def _says_mail(ground: Ground, start: int) -> bool:
    words = {token.word for token in ground.tokens[start:]}
    template, _ = mailing.template_in(ground, start, ground.length)
    return bool(words & set(mailing.MAIL_WORDS) or words & {"it", "that"}) or template is not None


def _is_draft(ground: Ground, start: int, end: int) -> bool:
    """`create`, `make` and `write` make other things too: only with a word for a mail do they draft one."""
    verb = ground.tokens[start].word
    if verb in ("draft", "compose", "redraft", "word"):
        return True
    template, _ = mailing.template_in(ground, end, ground.length)
    if template is not None and verb in ("write", "prepare", "pen"):
        return True
    return mailing.is_mail(ground, end)


def _may_be_summary(ground: Ground) -> bool:
    return any(
        token.word in (*mailing.SUMMARY_WORDS, *mailing.HISTORY_WORDS, "about", "know", "stand", "things", "last")
        for token in ground.tokens
    )
