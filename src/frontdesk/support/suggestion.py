"""A suggested answer for staff: what the bot's knowledge says to the messages that nobody has answered.

Nothing is invented: where no passage fits, or all that fits was told before, it is empty and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.models import Conversation, ConversationEvent
from frontdesk.conversations.service import ConversationService
from frontdesk.knowledge.search import SearchResult
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.understanding import NOTHING_SAID
from frontdesk.platform.unit_of_work import UnitOfWork
from frontdesk.support.answers import AnswerRequest, AnswerWriter
from frontdesk.support.enclosures import Enclosures
from frontdesk.support.nodes.retrieval import Retrieve
from frontdesk.support.state import Finding, Question
from frontdesk.support.summaries.asking import asks_nothing
from frontdesk.support.summaries.talk import without_marks
from frontdesk.support.wording import TONES

# So many of the newest events are looked at.
LOOK_BACK = 100
MOST_ANSWERED = 5

EXPLANATIONS = {
    "nothing_unanswered": "The customer asks nothing that has not been answered.",
    "nothing_fits": "The bot knows nothing that answers this.",
    "already_told": "The customer has been told already what the bot knows about this.",
    "no_bot": "The bot of this conversation is gone.",
}


@dataclass(frozen=True)
class Suggestion:
    """`content` is empty where there is a `reason`, a key of EXPLANATIONS; `answers` are the numbers of the messages.

    `confidence`: probability that the passages answer them, 0 to 1. `missing`: questions that it leaves open.
    """

    content: str
    confidence: float
    sources: Sequence[SearchResult]
    answers: Sequence[int]
    reason: str | None = None
    missing: Sequence[str] = ()

    @classmethod
    def none(cls, reason: str) -> "Suggestion":
        return cls("", 0.0, (), (), reason)


@dataclass(frozen=True)
class OpenQuestion:
    """What nobody has answered: as a question, by the numbers of its messages, and ids of the passages told before."""

    question: Question
    answers: Sequence[int]
    told: set[str]


class SuggestedAnswers:
    """Drafts answers by the same search and the same writer as the bot's own turns."""

    def __init__(
        self,
        conversations: ConversationService,
        bots: BotService,
        embedder: BatchingEmbedder,
        retrieve: Retrieve,
        writer: AnswerWriter,
        enclosures: Enclosures,
    ):
        self._conversations = conversations
        self._bots = bots
        self._embedder = embedder
        self._retrieve = retrieve
        self._writer = writer
        self._enclosures = enclosures

    async def read(self, unit: UnitOfWork, conversation: Conversation) -> OpenQuestion | Suggestion:
        """What stands unanswered now; a suggestion at once where there is nothing to look for."""
        if conversation.bot_id is None:
            return Suggestion.none("no_bot")
        bot = await self._bots.get(unit, conversation.bot_id)
        start = max(0, conversation.last_seq - LOOK_BACK)
        events = await self._conversations.log(unit, conversation.id, start, LOOK_BACK)
        messages = [event for event in events if event.type == "message"]
        unanswered = unanswered_in(messages)
        if not unanswered:
            return Suggestion.none("nothing_unanswered")
        before = tuple(message for message in messages if message.seq < unanswered[0].seq)
        enclosed = await self._enclosures.at_hand(unit, before, unanswered)
        texts = tuple(message.content for message in unanswered)
        question = Question(bot, texts, before, False, 0, 0, enclosed=enclosed)
        return OpenQuestion(question, [message.seq for message in unanswered], _told_in(messages))

    async def draft(self, asked: OpenQuestion) -> Suggestion:
        """An answer, or why there is none. Opens a transaction of its own to search."""
        findings, bot = await self._found(asked.question), asked.question.bot
        if not findings:
            return Suggestion.none("nothing_unanswered")
        new = tuple(_without(finding, asked.told) for finding in findings)
        limit = bot.escalation["confidence"]
        draft = await self._writer.write(AnswerRequest(new, limit, TONES[bot.tone].also))
        best = round(max(finding.outcome.confidence for finding in findings), 4)
        if draft is None:
            return Suggestion("", best, (), asked.answers, "already_told" if best >= limit else "nothing_fits")
        missing = [finding.text for finding in new if not _answers(finding, limit)]
        return Suggestion(without_marks(draft.text), best, draft.cited, asked.answers, missing=missing)

    async def _found(self, question: Question) -> Sequence[Finding]:
        vector = await self._embedder.embed_one(question.text)
        state = await self._retrieve({"question": question, "understanding": NOTHING_SAID, "vector": vector})
        findings: Sequence[Finding] = state["findings"]
        return findings


def unanswered_in(messages: Sequence[ConversationEvent]) -> list[ConversationEvent]:
    """The customer's messages behind the last real answer, at most five: a notice or a question back is none."""
    waiting: list[ConversationEvent] = []
    for message in messages:
        if message.actor_kind == "customer":
            waiting.append(message)
        elif message.actor_kind == "staff" or (message.data.get("cited") and not message.data.get("escalated")):
            waiting.clear()
    return [message for message in waiting if not asks_nothing(message.content)][-MOST_ANSWERED:]


def _answers(finding: Finding, limit: float) -> bool:
    return bool(finding.outcome.results) and finding.outcome.confidence >= limit


def _told_in(messages: Sequence[ConversationEvent]) -> set[str]:
    """Ids of the passages that the customer has been told."""
    return {str(cited) for message in messages for cited in message.data.get("cited") or ()}


def _without(finding: Finding, told: set[str]) -> Finding:
    """The finding without an answer that was given before: the next best passage is none to the question."""
    results = finding.outcome.results
    if not results or str(results[0].id) not in told:
        return finding
    return replace(finding, outcome=replace(finding.outcome, results=(), nothing_fits=True))
