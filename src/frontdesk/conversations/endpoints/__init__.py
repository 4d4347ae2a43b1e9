"""Paths of bots, conversations and feedback."""

from frontdesk.conversations.endpoints import bots, conversations, feedback, stream

routers = [bots.router, conversations.router, feedback.router, stream.router]
