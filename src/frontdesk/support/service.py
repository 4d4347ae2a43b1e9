"""The support desk: takes a customer's message, sees that one turn at a time answers it, and tells the answer."""

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from unicodedata import category
from uuid import UUID

import structlog
from sqlalchemy.exc import IntegrityError

from frontdesk.conversations.access import (
    SECRET_PREFIX,
    ConversationDoor,
    Place,
    as_seen_by,
    client_session_secret,
)
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.errors import (
    BotNeedsLoginError,
    BotNotFoundError,
    ConversationNotFoundError,
    MessageEmptyError,
)
from frontdesk.conversations.memories.introduction import keep_introduction
from frontdesk.conversations.models import Actor, Bot, Conversation, ConversationEvent
from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.turns import Accepted, Memory, Said, Turn, TurnLedger, TurnResult
from frontdesk.identity.callers import Caller
from frontdesk.identity.errors import InvalidTokenError
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.identifiers import digest, new_secret
from frontdesk.platform.limits import Limit, RateLimiter
from frontdesk.platform.unit_of_work import UnitOfWork
from frontdesk.support.enclosures import Enclosures
from frontdesk.support.graph import SupportGraph
from frontdesk.support.handoff import back_of
from frontdesk.support.state import Question
from frontdesk.support.turn import TurnContext, failed, result_of
from frontdesk.support.waiting import TurnEnds

log = structlog.get_logger(__name__)

# The local engine looks back this far at most for a repeated question and for what a short one leans on.
LOOK_BACK = 12
# A turn that is not done by then breaks its process each time, or the database is gone for long.
GIVE_UP_AFTER = timedelta(minutes=3)
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")


@dataclass(frozen=True)
class Ask:
    """A message as it came in. `conversation` is an id or a secret; `session` a name that the client chose."""

    caller: Caller
    message: str
    bot: str | None = None
    conversation: str | None = None
    session: str | None = None
    user_id: str | None = None
    message_id: str | None = None
    attachments: tuple[UUID, ...] = ()

    @property
    def said(self) -> Said:
        return Said(self.message, self.message_id, self.attachments)


@dataclass(frozen=True)
class Begin:
    """A session to begin before anything is said. `session`: a name that the client chose.

    `name` and `email` are what a visitor says, and nobody has proved.
    """

    caller: Caller
    bot: str | None = None
    user_id: str | None = None
    session: str | None = None
    name: str = ""
    email: str | None = None


@dataclass(frozen=True)
class Begun:
    """The session, and what opens it for the caller."""

    reference: str
    conversation: Conversation


@dataclass(frozen=True)
class Taken:
    """A message that is stored, and what is needed to answer it. `began`: by the clock of perf_counter."""

    bot: Bot
    accepted: Accepted
    caller: Caller
    reference: str
    began: float


@dataclass(frozen=True)
class Reply:
    """What came of a message. `answer` is None where a person has the conversation or the bot fell silent."""

    reference: str
    conversation: Conversation
    message: ConversationEvent
    answer: ConversationEvent | None
    seconds: float


@dataclass(frozen=True)
class _Entry:
    """Where a message goes: an existing conversation, or a new one of a bot under a secret."""

    workspace_id: int
    bot_id: int
    place: Place | None
    caller: Caller
    secret: str | None
    reference: str | None


class SupportDesk:
    """Answers customers. All processes together run one turn at a time in each conversation."""

    def __init__(
        self,
        database: Database,
        bots: BotService,
        conversations: ConversationService,
        door: ConversationDoor,
        ledger: TurnLedger,
        embedder: BatchingEmbedder,
        graph: SupportGraph,
        engine: str,
        clock: Clock,
        limiter: RateLimiter,
        messages_a_minute: int,
        enclosures: Enclosures,
    ):
        self._database = database
        self._bots = bots
        self._conversations = conversations
        self._door = door
        self._ledger = ledger
        self._embedder = embedder
        self._graph = graph
        self._engine = engine
        self._clock = clock
        self._limiter = limiter
        self._pace = Limit("conversation-minute", messages_a_minute)
        self._enclosures = enclosures
        self._ends = TurnEnds()

    async def ask(self, ask: Ask) -> Reply:
        """Stores the message and returns when it is answered, or when it is known that a person will answer."""
        return await self.answer(await self.take(ask))

    async def take(self, ask: Ask) -> Taken:
        """Stores the message. Messages of one sender keep their order where each is taken after the one before."""
        began = time.perf_counter()
        if not ask.attachments and not says_something(ask.message):
            raise MessageEmptyError
        entry = await self._entry(ask)
        # The vector is made while the message is stored; the graph then finds it made, or fails as this did.
        vector = asyncio.ensure_future(self._embedder.embed_one(ask.message))
        vector.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            entry, bot, accepted = await self._store(entry, ask)
        finally:
            await asyncio.wait([vector])
        return Taken(bot, accepted, entry.caller, entry.reference or str(accepted.conversation.id), began)

    async def answer(self, taken: Taken) -> Reply:
        """Returns when the message is answered, or when it is known that a person will answer."""
        accepted, conversation, answer = taken.accepted, taken.accepted.conversation, None
        if accepted.turn is not None:
            conversation, answer = await self._run(taken.bot, accepted.turn, taken.caller)
        if answer is None and conversation.state == "bot":
            conversation, answer = await self._wait(taken.bot, conversation, accepted.message.seq, taken.caller)
        return Reply(taken.reference, conversation, accepted.message, answer, time.perf_counter() - taken.began)

    async def complete(self, workspace_id: int, conversation_id: UUID) -> None:
        """Runs the turn of a conversation whose process died in it. One that fails again and again goes to a person."""
        async with self._database.unit_of_work(workspace_id) as unit:
            conversation = await self._conversations.get(unit, conversation_id)
            if conversation is None or conversation.bot_id is None:
                return
            bot = await self._bots.get(unit, conversation.bot_id)
            turn = await self._ledger.claim(unit, conversation_id, _memory(bot))
        if turn is None:
            return
        if datetime.now(UTC) - conversation.last_active_at < GIVE_UP_AFTER:
            await self._run(bot, turn, Caller.system(workspace_id))
            return
        question = self._question(bot, turn, vip=False)
        result = failed(question, self._context(turn.conversation, time.perf_counter()))
        async with self._database.unit_of_work(workspace_id) as unit:
            await self._ledger.finish(unit, turn, result, bot)

    async def _entry(self, ask: Ask) -> _Entry:
        if ask.conversation is not None:
            place = await self._door.find(ask.conversation, ask.caller)
            return _Entry(place.workspace_id, place.bot_id or 0, place, ask.caller, None, ask.conversation)
        workspace_id, bot_id, _ = await self._bots.find_for(ask.caller, ask.bot)
        caller = as_seen_by(ask.caller, workspace_id, bot_id)
        if ask.session is not None:
            named = client_session_secret(bot_id, caller, ask.session)
            known = await self._door.find_secret(named)
            return _Entry(workspace_id, bot_id, known, caller, named, ask.session)
        secret = None if caller.customer_id is not None else new_secret(SECRET_PREFIX)
        return _Entry(workspace_id, bot_id, None, caller, secret, secret)

    async def _store(self, entry: _Entry, ask: Ask) -> tuple[_Entry, Bot, Accepted]:
        """As `_accept`; once more where another has begun the session, or erased it, since it was looked for."""
        try:
            return (entry, *await self._accept(entry, ask))
        except IntegrityError:
            # Another first message of the same session came at the same moment and began the conversation.
            again = await self._entry(ask)
        except ConversationNotFoundError:
            if ask.session is None or entry.place is None or entry.secret is None:
                raise
            self._door.forget(entry.secret)
            again = await self._entry(ask)
        try:
            return (again, *await self._accept(again, ask))
        except IntegrityError as error:
            raise InvalidTokenError from error

    async def _accept(self, entry: _Entry, ask: Ask) -> tuple[Bot, Accepted]:
        """Stores the message. The answer's own commit takes it to the disk; see TurnLedger.accept."""
        caller = entry.caller
        actor = Actor("customer", caller.name or ask.user_id or "", caller.customer_id)
        async with self._database.unit_of_work(entry.workspace_id, durable=False) as unit:
            if entry.place is not None:
                conversation = await self._conversations.enter(unit, entry.place, caller, ask.user_id, lock=True)
                # Counted only now: who may not enter must not use up the messages of who may.
                await self._limiter.take(self._pace, f"conversation:{conversation.id}")
                bot = await self._bot_of(unit, conversation, ask)
                memory = _memory(bot)
                # A visitor may have said at the beginning how they are called.
                actor = replace(actor, name=actor.name or conversation.customer_name)
                return bot, await self._ledger.accept(unit, conversation, actor, ask.said, bot, memory)
            bot = await self._open_bot(unit, entry.bot_id, caller)
            accepted = await self._ledger.open(unit, bot.id, entry.secret, ask.user_id, actor, ask.said)
        if entry.secret is not None:
            self._door.remember(digest(entry.secret), entry.workspace_id, accepted.conversation.id, bot.id)
        return bot, accepted

    async def begin(self, begin: Begin) -> Begun:
        """Begins a session; without login it is opened by its secret alone."""
        workspace_id, bot_id, _ = await self._bots.find_for(begin.caller, begin.bot)
        caller = as_seen_by(begin.caller, workspace_id, bot_id)
        secret = None if caller.customer_id is not None else new_secret(SECRET_PREFIX)
        if begin.session is not None:
            secret = client_session_secret(bot_id, caller, begin.session)
        actor = Actor("customer", caller.name or begin.name or begin.user_id or "", caller.customer_id)
        async with self._database.unit_of_work(workspace_id) as unit:
            bot = await self._open_bot(unit, bot_id, caller)
            try:
                conversation = await self._ledger.begin(unit, bot.id, secret, begin.user_id, actor)
            except IntegrityError as error:
                # A session that the client names is there already: who asked for it looks for it again.
                if begin.session is not None or caller.customer_id is None:
                    raise
                raise InvalidTokenError from error
            if caller.customer_id is None:
                await keep_introduction(unit, bot, conversation, self._clock.now(), begin.name, begin.email)
        return Begun(begin.session or secret or str(conversation.id), conversation)

    async def _open_bot(self, unit: UnitOfWork, bot_id: int, caller: Caller) -> Bot:
        bot = await self._bots.get(unit, bot_id)
        if bot.access == "customers" and caller.customer_id is None and not caller.is_staff:
            raise BotNeedsLoginError
        return bot

    async def _bot_of(self, unit: UnitOfWork, conversation: Conversation, ask: Ask) -> Bot:
        if conversation.bot_id is None:
            raise ConversationNotFoundError
        bot = await self._bots.get(unit, conversation.bot_id)
        if ask.bot is not None and ask.bot not in (bot.slug, str(bot.id)):
            raise BotNotFoundError
        return bot

    async def _run(self, bot: Bot, turn: Turn, caller: Caller) -> tuple[Conversation, ConversationEvent | None]:
        """Runs the turn that was claimed; returns the conversation after it, and the answer if it was given."""
        try:
            return await self._answer(bot, turn, caller)
        except BaseException:
            async with self._database.unit_of_work(bot.workspace_id) as unit:
                await self._ledger.drop(unit, turn)
            raise
        finally:
            self._ends.ended(turn.conversation.id)

    async def _answer(self, bot: Bot, turn: Turn, caller: Caller) -> tuple[Conversation, ConversationEvent | None]:
        began = time.perf_counter()
        question = self._question(bot, turn, vip=caller.vip)
        enclosed = await self._enclosures.of(turn, bot.workspace_id)
        if enclosed is not None:
            question = replace(question, enclosed=enclosed)
        result = await self._result(question, turn.conversation, began)
        async with self._database.unit_of_work(bot.workspace_id) as unit:
            finished = await self._ledger.finish(unit, turn, result, bot)
            if finished is not None:
                event, after = finished
                return after, event
            current, _ = await self._ledger.answer_to(unit, turn.conversation.id, turn.answers)
        return current or turn.conversation, None

    def _question(self, bot: Bot, turn: Turn, *, vip: bool) -> Question:
        return Question(
            bot=bot,
            messages=tuple(message.content for message in turn.waiting if says_something(message.content)),
            earlier=turn.earlier,
            vip=vip,
            attempts=turn.conversation.attempts,
            unsure_in_a_row=turn.conversation.unsure_in_a_row,
            back=back_of(bot, self._clock.now()),
            recalled=turn.recalled,
        )

    async def _result(self, question: Question, conversation: Conversation, began: float) -> TurnResult:
        """The turn's result; whatever breaks in it ends with a person being asked, never in silence."""
        try:
            state = await self._graph.run(question)
        except FrontdeskError:
            raise
        except Exception:
            log.exception("support_turn_failed", conversation_id=str(conversation.id))
            return failed(question, self._context(conversation, began))
        return result_of(state, self._context(conversation, began))

    def _context(self, conversation: Conversation, began: float) -> TurnContext:
        return TurnContext(str(conversation.id), self._engine, (time.perf_counter() - began) * 1000)

    async def _wait(
        self, bot: Bot, conversation: Conversation, seq: int, caller: Caller
    ) -> tuple[Conversation, ConversationEvent | None]:
        """Waits until a turn has dealt with message `seq`; runs that turn where nobody else does."""
        while True:
            async with self._database.unit_of_work(bot.workspace_id) as unit:
                current, answer = await self._ledger.answer_to(unit, conversation.id, seq)
                if current is None:
                    raise ConversationNotFoundError
                if answer is not None or current.state != "bot" or current.answered_seq >= seq:
                    return current, answer
                turn = await self._ledger.claim(unit, conversation.id, _memory(bot))
            if turn is not None:
                current, answer = await self._run(bot, turn, caller)
                if answer is not None or current.state != "bot":
                    return current, answer
            await self._ends.wait(conversation.id)


def _memory(bot: Bot) -> Memory:
    return Memory(min(bot.memory["messages"], LOOK_BACK), bot.memory["hours"])


def says_something(message: str) -> bool:
    """Whether there is anything to see: spaces and zero-width signs alone are no message."""
    return any(category(character) not in _UNSEEN for character in message)
