"""Jobs of knowledge, by the names under which the service queues them."""

from frontdesk.knowledge.indexing import Indexing
from frontdesk.knowledge.service import INDEX_SOURCE, REFRESH_BOT
from frontdesk.platform.jobs import JobQueue


def register(queue: JobQueue, indexing: Indexing) -> None:
    """Has the worker carry out the jobs of knowledge."""
    queue.add(INDEX_SOURCE, indexing.index_source)
    queue.add(REFRESH_BOT, indexing.refresh_bot)
