"""Two sides of one line: both run until one of them ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def until_one_ends(*sides: Coroutine[Any, Any, None]) -> None:
    """Runs all until the first one ends, then ends the others. Raises what that first one raised."""
    tasks = [asyncio.create_task(side) for side in sides]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        # Not gathered: a cancellation that comes from outside now is to stay the one that it is.
        await asyncio.wait(tasks)
    for task in done:
        task.result()
