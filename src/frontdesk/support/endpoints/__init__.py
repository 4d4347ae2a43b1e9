"""Paths on which customers talk to a bot."""

from frontdesk.support.endpoints import chat, query, sessions, sockets

routers = [query.router, chat.router, sessions.router, sockets.router]
