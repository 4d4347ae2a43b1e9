"""Paths on which staff talk to the CRM."""

from frontdesk.assistant.endpoints import chat, earlier, proposals

routers = [chat.router, earlier.router, proposals.router]
