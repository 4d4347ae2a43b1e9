"""Escalation end to end (requirements 2.2, 10.8): whole conversations through the real desk.

python -m evals.escalation [FOLDER ...]     other folders with escalation.jsonl and retrieval/<domain>/faqs.json
"""

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.figures import Figure, show
from evals.understanding import DATA, rows_of
from frontdesk.composition import Composition, compose, open_database
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.models import Bot
from frontdesk.conversations.schemas import BotValues
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.platform.migrations import migrate
from frontdesk.platform.settings import Settings
from frontdesk.support.replies import answered
from frontdesk.support.service import Ask, SupportDesk

# On ordinary questions at most this share may escalate (shared decision on "Unsure").
MOST_ORDINARY = 0.15


async def _bots(composition: Composition, folder: Path, domains: set[str]) -> dict[str, Bot]:
    """A workspace with a bot for each domain, that knows its FAQs."""
    workspaces, knowledge = composition.provided.get(WorkspaceService), composition.provided.get(KnowledgeService)
    workspace_id = await workspaces.reserve()
    caller = Caller.system(workspace_id)
    bots: dict[str, Bot] = {}
    async with composition.database.unit_of_work(workspace_id) as unit:
        await workspaces.add(unit, "Evaluation")
        for domain in sorted(domains):
            bots[domain] = await composition.provided.get(BotService).create(unit, caller, BotValues(name=domain))
            content = (folder / "retrieval" / domain / "faqs.json").read_bytes()
            await knowledge.upload(unit, caller, bots[domain].id, f"{domain}.json", content)
    await composition.jobs.work(until_empty=True)
    return bots


async def _held(desk: SupportDesk, bot: Bot, turns: Sequence[str]) -> tuple[int | None, str | None]:
    """The turn that escalated, counted from 1, and its reason."""
    conversation: str | None = None
    for number, message in enumerate(turns, 1):
        ask = Ask(Caller.anonymous("127.0.0.1"), message, bot.slug if not conversation else None, conversation)
        reply = await desk.ask(ask)
        conversation = reply.reference
        data = answered(reply)
        if data["escalated"]:
            return number, data["escalation_reason"]
    return None, None


async def _score(folder: Path, rows: list[dict[str, Any]]) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="frontdesk-eval-") as name:
        settings = Settings(_env_file=None, frontdesk_data_dir=Path(name))
        url = open_database(settings)
        migrate(url)
        composition = compose(settings, url)
        try:
            bots = await _bots(composition, folder, {row["domain"] for row in rows})
            desk = composition.provided.get(SupportDesk)
            found = [(row, *await _held(desk, bots[row["domain"]], row["turns"])) for row in rows]
        finally:
            await composition.close()
    return _figures(found)


def _figures(found: list[tuple[dict[str, Any], int | None, str | None]]) -> list[Figure]:
    ordinary = [(turn, reason) for row, turn, reason in found if not row["expected"]["escalated"]]
    others = [(row["expected"], turn, reason) for row, turn, reason in found if row["expected"]["escalated"]]
    in_time = [(e, turn, reason) for e, turn, reason in others if turn is not None and turn <= e.get("turn", turn)]
    right = sum(reason in (e["reason"], *e.get("also", ())) for e, _, reason in in_time)
    wrongly = Counter(reason for turn, reason in ordinary if turn is not None)
    Console().print(f"ordinary conversations that escalated, by reason: {dict(wrongly)}")
    return [
        Figure("ordinary conversations that escalate", sum(wrongly.values()) / len(ordinary), "", MOST_ORDINARY),
        Figure("conversations that must escalate and do in time", len(in_time) / len(others), "", None, at_most=False),
        Figure("of these, for the right reason", right / max(1, len(in_time)), "", None, at_most=False),
    ]


def run(folders: Sequence[Path] = ()) -> list[Figure]:
    figures: list[Figure] = []
    for folder in folders or [DATA]:
        rows = rows_of(folder, "escalation")
        if rows:
            figures += asyncio.run(_score(folder, rows))
    return figures


if __name__ == "__main__":
    show("Escalation", run([Path(name) for name in sys.argv[1:]]))
