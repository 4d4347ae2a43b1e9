"""Runs jobs until the process is told to stop."""

import asyncio
import signal
import sys

from frontdesk.composition import compose
from frontdesk.platform.logging import configure_logging
from frontdesk.platform.settings import Settings


def run(settings: Settings, *, until_input_ends: bool = False) -> None:
    """Blocks until SIGTERM or SIGINT, or until its input ends; a job that is under way ends first."""
    configure_logging(settings)
    asyncio.run(_work(settings, until_input_ends))


async def _work(settings: Settings, until_input_ends: bool) -> None:
    composition = compose(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if until_input_ends:
        loop.add_reader(sys.stdin, stop.set)
    try:
        await composition.jobs.work_until(stop)
    finally:
        await composition.close()
