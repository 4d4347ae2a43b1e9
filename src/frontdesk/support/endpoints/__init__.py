"""Paths on which customers talk to a bot."""

from frontdesk.support.endpoints import chat, query

routers = [query.router, chat.router]
