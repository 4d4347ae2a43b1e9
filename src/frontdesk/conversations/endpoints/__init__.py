"""Paths of bots, conversations, customers, the inbox and feedback."""

from frontdesk.conversations.endpoints import (
    bots,
    context,
    conversations,
    customers,
    feedback,
    identity,
    inbox,
    labels,
    memories,
    myself,
    notifications,
    queue,
    saved_replies,
    stream,
    team,
)

routers = [
    bots.router,
    conversations.router,
    inbox.router,
    labels.router,
    notifications.router,
    context.router,
    myself.router,
    memories.router,
    customers.router,
    identity.router,
    feedback.router,
    queue.router,
    saved_replies.router,
    stream.router,
    team.router,
]
