"""Paths of bots, conversations, the inbox and feedback."""

from frontdesk.conversations.endpoints import (
    bots,
    conversations,
    feedback,
    inbox,
    labels,
    notifications,
    queue,
    stream,
)

routers = [
    bots.router,
    conversations.router,
    inbox.router,
    labels.router,
    notifications.router,
    feedback.router,
    queue.router,
    stream.router,
]
