"""Paths of bots, conversations and feedback."""

from frontdesk.conversations.endpoints import bots, conversations, feedback

routers = [bots.router, conversations.router, feedback.router]
