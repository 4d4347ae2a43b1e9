"""Paths on which customers talk to a bot."""

from frontdesk.support.endpoints import chat, query, sockets

routers = [query.router, chat.router, sockets.router]
