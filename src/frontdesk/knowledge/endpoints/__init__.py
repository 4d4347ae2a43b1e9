"""Paths of knowledge."""

from frontdesk.knowledge.endpoints.search import router as search_router
from frontdesk.knowledge.endpoints.sources import router as sources_router

routers = [sources_router, search_router]
