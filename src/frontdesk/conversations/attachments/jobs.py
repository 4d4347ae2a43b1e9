"""Jobs of attachments, by the names under which they are queued."""

from frontdesk.conversations.attachments.reading import AttachmentReading
from frontdesk.conversations.attachments.service import READ_ATTACHMENT
from frontdesk.platform.jobs import JobQueue

DROP_UNSENT = "attachments.drop_unsent"
# Once an hour.
WHEN = "17 * * * *"


def register(jobs: JobQueue, reading: AttachmentReading) -> None:
    """Has the worker read files, before other work, and remove those that were never sent."""
    jobs.add(READ_ATTACHMENT, reading.read, urgent=True)

    async def drop_unsent(timestamp: int) -> None:
        await reading.drop_unsent()

    jobs.add_periodic(DROP_UNSENT, WHEN, drop_unsent)
