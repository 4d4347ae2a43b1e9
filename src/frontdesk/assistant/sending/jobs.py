"""Jobs of sending, by the names under which the service queues them."""

from frontdesk.assistant.sending.care import LOOK_AFTER
from frontdesk.assistant.sending.service import EmailSending
from frontdesk.platform.jobs import JobQueue


def register(queue: JobQueue, sending: EmailSending) -> None:
    """Has the worker look after what was being sent when a process ended."""
    queue.add(LOOK_AFTER, sending.care.look_after)
