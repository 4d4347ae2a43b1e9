"""Node that searches the bot's knowledge for each part of the question."""

import asyncio
from collections.abc import Sequence
from typing import Any

from frontdesk.knowledge.enclosed import EnclosedSearch, beginnings, together
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.embedding import Vectors
from frontdesk.language.labels import SmallTalk
from frontdesk.language.words import terms
from frontdesk.platform.database import Database
from frontdesk.platform.unit_of_work import UnitOfWork
from frontdesk.support.answers import parts_of
from frontdesk.support.handing import asks_for_whole
from frontdesk.support.next_questions import next_questions
from frontdesk.support.recall import in_own_words, without_knowledge
from frontdesk.support.state import Finding, Question, TurnState

# A message with fewer words of its own leans on the one before it ("and at the weekend?").
LEANS_ON_LAST = 3


class Retrieve:
    """Searches; a short message that finds nothing is searched again together with the one that it leans on."""

    def __init__(
        self, database: Database, knowledge: KnowledgeService, embedder: BatchingEmbedder, enclosed: EnclosedSearch
    ):
        self._database = database
        self._knowledge = knowledge
        self._embedder = embedder
        self._enclosed = enclosed

    async def __call__(self, state: TurnState) -> dict[str, Any]:
        question = state["question"]
        if state["understanding"].small_talk is not SmallTalk.NONE or question.is_files_alone:
            return {"findings": (), "confidence": 1.0, "suggested": (), "recollection": None}
        if (said := without_knowledge(question)) is not None:
            return {"findings": (), "confidence": 1.0, "suggested": (), "recollection": said}
        if asks_for_whole(question.text, question.enclosed):
            confidence = question.bot.escalation["confidence"]
            found = (Finding(question.text, beginnings(question.enclosed.passages, confidence)),)
            return {"findings": found, "confidence": confidence, "suggested": (), "recollection": None}
        parts = parts_of(question.messages)
        vectors = await self._vectors(parts, state)
        async with self._database.unit_of_work(question.bot.workspace_id, durable=False) as unit:
            findings = [
                await self._find_of_own(unit, question, part, vector)
                for part, vector in zip(parts, vectors, strict=True)
            ]
            findings[-1] = await self._in_context(unit, question, findings[-1])
        confidence = max(finding.outcome.confidence for finding in findings)
        return {
            "findings": tuple(findings),
            "confidence": confidence,
            "suggested": next_questions(question, findings),
            "recollection": None,
        }

    async def _vectors(self, parts: tuple[str, ...], state: TurnState) -> Sequence[Vectors]:
        """One for each part; a message that is one question has its vector already."""
        if parts == (state["question"].text.strip(),):
            return [state["vector"]]
        return await asyncio.gather(*(self._embedder.embed_one(part) for part in parts))

    async def _find_of_own(self, unit: UnitOfWork, question: Question, text: str, vector: Any) -> Finding:
        """As `_find`; where the customer speaks of what is theirs and is known by name, also by that name."""
        finding = await self._find(unit, question, text, vector)
        named = in_own_words(text, question.recalled)
        if named == text:
            return finding
        by_name = await self._find(unit, question, named, await self._embedder.embed_one(named))
        return by_name if by_name.outcome.confidence >= finding.outcome.confidence else finding

    async def _in_context(self, unit: UnitOfWork, question: Question, finding: Finding) -> Finding:
        limit = question.bot.escalation["confidence"]
        before = [m.content for m in question.earlier if m.actor_kind == "customer"]
        if finding.outcome.confidence >= limit or not before or len(terms(finding.text)) > LEANS_ON_LAST:
            return finding
        text = f"{before[-1]} {finding.text}"
        vector = await self._embedder.embed_one(text)
        wider = await self._find(unit, question, text, vector)
        return wider if wider.outcome.confidence > finding.outcome.confidence else finding

    async def _find(self, unit: UnitOfWork, question: Question, text: str, vector: Any) -> Finding:
        """In the bot's knowledge, and in the files that came with the message."""
        bot = question.bot
        outcome = await self._knowledge.search(
            unit,
            bot_id=bot.id,
            text=text,
            vector=vector,
            limit=bot.search["results"],
            threshold=bot.search["threshold"],
            confidence=bot.escalation["confidence"],
        )
        passages = question.enclosed.passages
        if passages:
            limit, confidence = bot.search["results"], bot.escalation["confidence"]
            outcome = together(outcome, self._enclosed.run(passages, text, vector, limit, confidence), limit)
        return Finding(text, outcome)
