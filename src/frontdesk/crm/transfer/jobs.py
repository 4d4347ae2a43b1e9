"""Jobs of import, by the names under which the service queues them."""

from frontdesk.crm.transfer.running import ImportRunner
from frontdesk.crm.transfer.service import IMPORT_RECORDS, UNDO_IMPORT
from frontdesk.platform.jobs import JobQueue


def register(queue: JobQueue, runner: ImportRunner) -> None:
    """Has the worker carry out imports and their undo."""
    queue.add(IMPORT_RECORDS, runner.run)
    queue.add(UNDO_IMPORT, runner.undo)
