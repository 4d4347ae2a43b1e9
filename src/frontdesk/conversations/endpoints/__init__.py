"""Paths of bots, conversations and feedback."""

from frontdesk.conversations.endpoints import bots, conversations, feedback, queue, stream

routers = [bots.router, conversations.router, feedback.router, queue.router, stream.router]
