"""Waiting for a turn: requests whose message came while another turn ran."""

import asyncio
from collections import defaultdict
from uuid import UUID

# How often a turn in another process is looked for; within this process the end of a turn wakes those who wait.
LOOK_AGAIN = 0.1


class TurnEnds:
    """Wakes the requests of this process that wait for a conversation's turn to end."""

    def __init__(self) -> None:
        self._waiting: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)

    def ended(self, conversation_id: UUID) -> None:
        for event in self._waiting.get(conversation_id, ()):
            event.set()

    async def wait(self, conversation_id: UUID) -> None:
        """Returns when a turn of the conversation ends here, or when it is time to look again."""
        event = asyncio.Event()
        waiting = self._waiting[conversation_id]
        waiting.add(event)
        try:
            await asyncio.wait_for(event.wait(), LOOK_AGAIN)
        except TimeoutError:
            return
        finally:
            waiting.discard(event)
            if not waiting:
                self._waiting.pop(conversation_id, None)
