"""All routes of the program, module by module."""

from frontdesk.analytics import endpoints as analytics
from frontdesk.api import health
from frontdesk.assistant import endpoints as assistant
from frontdesk.assistant.sending import endpoints as sending
from frontdesk.conversations import endpoints as conversations
from frontdesk.crm import endpoints as crm
from frontdesk.identity import endpoints as identity
from frontdesk.knowledge import endpoints as knowledge
from frontdesk.support import endpoints as support

ROUTERS = [
    health.router,
    *identity.routers,
    *knowledge.routers,
    *conversations.routers,
    *support.routers,
    *analytics.routers,
    *assistant.routers,
    sending.router,
    *crm.routers,
]
