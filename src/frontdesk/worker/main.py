"""Runs jobs until the process is told to stop."""

import asyncio
import signal

from frontdesk.composition import compose
from frontdesk.platform.logging import configure_logging
from frontdesk.platform.settings import Settings


def run(settings: Settings) -> None:
    """Blocks until SIGTERM or SIGINT; a job that is under way ends first."""
    configure_logging(settings)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    composition = compose(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        await composition.jobs.work_until(stop)
    finally:
        await composition.close()
