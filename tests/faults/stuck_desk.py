"""A web process or a worker whose turns stop for ever where the message says, so that they can be killed there.

`python -m tests.faults.stuck_desk web|worker FOLDER`, over DATABASE_URL. THINKING stops in the search of the knowledge,
in an open transaction; ANSWERED when the answer is stored and before it leaves. Tells its port, and where it stopped.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import uvicorn

from frontdesk.api.application import create_app
from frontdesk.composition import Composition, compose
from frontdesk.knowledge.search import SearchOutcome
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.platform.settings import Settings
from frontdesk.support.service import Reply, SupportDesk, Taken

THINKING, ANSWERED = "THINKING", "ANSWERED"


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def stop_at(point: str, text: str) -> None:
    if point in text:
        tell(point)
        await asyncio.Event().wait()


def make_stuck(composition: Composition) -> None:
    knowledge, desk = composition.provided.get(KnowledgeService), composition.provided.get(SupportDesk)
    search, answer = knowledge.search, desk.answer

    async def stuck_search(*arguments: Any, text: str, **named: Any) -> SearchOutcome:
        await stop_at(THINKING, text)
        return await search(*arguments, text=text, **named)

    async def stuck_answer(taken: Taken) -> Reply:
        reply = await answer(taken)
        await stop_at(ANSWERED, taken.accepted.message.content)
        return reply

    knowledge.search = stuck_search  # type: ignore[method-assign] # this is the fault
    desk.answer = stuck_answer  # type: ignore[method-assign] # this is the fault


async def serve(settings: Settings, composition: Composition) -> None:
    server = uvicorn.Server(uvicorn.Config(create_app(settings, composition), port=0, log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    tell(str(server.servers[0].sockets[0].getsockname()[1]))
    await serving


async def main(kind: str, folder: str) -> None:
    url = os.environ["DATABASE_URL"]
    settings = Settings(_env_file=None, database_url=url, frontdesk_data_dir=Path(folder), log_level="ERROR")
    composition = compose(settings, url)
    make_stuck(composition)
    await (serve(settings, composition) if kind == "web" else composition.jobs.work())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
