"""Paths on which customers talk to a bot."""

from frontdesk.support.endpoints import attachments, chat, query, sessions, sockets, suggestion, summaries

routers = [
    query.router,
    chat.router,
    sessions.router,
    attachments.router,
    sockets.router,
    suggestion.router,
    summaries.router,
]
