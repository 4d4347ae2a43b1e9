"""Nodes that read the message: category, sentiment, and the priority that follows from them."""

from typing import Any

from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.priority import priority
from frontdesk.language.understanding import LanguageEngine
from frontdesk.language.words import terms
from frontdesk.support.state import Question, TurnState


class Categorise:
    """Embeds the message once for the whole turn, and tells its category."""

    def __init__(self, language: LanguageEngine, embedder: BatchingEmbedder):
        self._language = language
        self._embedder = embedder

    async def __call__(self, state: TurnState) -> dict[str, Any]:
        question = state["question"]
        vector = await self._embedder.embed_one(question.text)
        keywords = question.bot.escalation["keywords"]
        understanding = self._language.understand(question.text, vector, keywords)
        return {"vector": vector, "understanding": understanding, "category": understanding.category}


async def sentiment(state: TurnState) -> dict[str, Any]:
    """The mood of the message, and whether it repeats a question that was not answered well enough before."""
    question = state["question"]
    repeated = is_repeated(question)
    attempts = question.attempts + 1 if repeated else question.attempts
    return {"sentiment": state["understanding"].sentiment, "repeated": repeated, "attempts": attempts}


async def prioritise(state: TurnState) -> dict[str, Any]:
    understanding, question = state["understanding"], state["question"]
    return {
        "priority": priority(
            understanding.sentiment,
            understanding.category,
            is_vip=question.vip,
            attempts=state["attempts"],
            keywords=len(understanding.keywords),
        )
    }


def is_repeated(question: Question) -> bool:
    """Whether the same words were asked before in this conversation, order and endings aside."""
    asked = set(terms(question.text))
    if len(asked) < 2:
        return False
    before = (set(terms(m.content)) for m in question.earlier if m.actor_kind == "customer")
    return any(len(asked & words) >= 0.8 * len(asked | words) for words in before)
