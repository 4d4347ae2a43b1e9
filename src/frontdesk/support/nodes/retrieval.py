"""Node that searches the bot's knowledge for each part of the question."""

import asyncio
from typing import Any

from frontdesk.conversations.models import Bot
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.labels import SmallTalk
from frontdesk.language.words import terms
from frontdesk.platform.database import Database
from frontdesk.platform.unit_of_work import UnitOfWork
from frontdesk.support.answers import parts_of
from frontdesk.support.state import Finding, Question, TurnState

# A message with fewer words of its own leans on the one before it ("and at the weekend?").
LEANS_ON_LAST = 3


class Retrieve:
    """Searches; a short message that finds nothing is searched again together with the one that it leans on."""

    def __init__(self, database: Database, knowledge: KnowledgeService, embedder: BatchingEmbedder):
        self._database = database
        self._knowledge = knowledge
        self._embedder = embedder

    async def __call__(self, state: TurnState) -> dict[str, Any]:
        question = state["question"]
        if state["understanding"].small_talk is not SmallTalk.NONE:
            return {"findings": (), "confidence": 1.0, "suggested": ()}
        parts = parts_of(question.messages)
        vectors = await asyncio.gather(*(self._embedder.embed_one(part) for part in parts))
        async with self._database.unit_of_work(question.bot.workspace_id, durable=False) as unit:
            findings = [
                await self._find(unit, question.bot, part, vector) for part, vector in zip(parts, vectors, strict=True)
            ]
            findings[-1] = await self._in_context(unit, question, findings[-1])
            suggested = await self._suggested(unit, question, findings)
        confidence = max(finding.outcome.confidence for finding in findings)
        return {"findings": tuple(findings), "confidence": confidence, "suggested": suggested}

    async def _suggested(self, unit: UnitOfWork, question: Question, findings: list[Finding]) -> tuple[str, ...]:
        """Next questions near to what was found, that were not asked yet."""
        found = [result for finding in findings for result in finding.outcome.results]
        asked = [m.content for m in question.earlier if m.actor_kind == "customer"] + list(question.messages)
        return tuple(await self._knowledge.suggested_questions(unit, question.bot.id, near=found, exclude=asked))

    async def _in_context(self, unit: UnitOfWork, question: Question, finding: Finding) -> Finding:
        limit = question.bot.escalation["confidence"]
        before = [m.content for m in question.earlier if m.actor_kind == "customer"]
        if finding.outcome.confidence >= limit or not before or len(terms(finding.text)) > LEANS_ON_LAST:
            return finding
        text = f"{before[-1]} {finding.text}"
        vector = await self._embedder.embed_one(text)
        wider = await self._find(unit, question.bot, text, vector)
        return wider if wider.outcome.confidence > finding.outcome.confidence else finding

    async def _find(self, unit: UnitOfWork, bot: Bot, text: str, vector: Any) -> Finding:
        outcome = await self._knowledge.search(
            unit,
            bot_id=bot.id,
            text=text,
            vector=vector,
            limit=bot.search["results"],
            threshold=bot.search["threshold"],
            confidence=bot.escalation["confidence"],
        )
        return Finding(text, outcome)
