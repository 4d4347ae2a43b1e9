"""Open door: in the demo, seen from this machine alone, one may talk to the CRM without a login, as a viewer."""

import os

import psycopg

from frontdesk.identity.service.setup import is_loopback
from frontdesk.platform.settings import Settings

ROLE = "ANONYMOUS_ASSISTANT_ROLE"


def open_to_viewers(settings: Settings, url: str) -> None:
    """Sets the role for the processes that follow, unless the setting says something itself.

    Only where the demo is what a session without a login would see: the workspace that was founded first.
    """
    chosen = "anonymous_assistant_role" in settings.model_fields_set
    if chosen or settings.is_production or not is_loopback(settings.host):
        return
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT is_demo FROM workspaces ORDER BY id LIMIT 1").fetchone()
    if row is not None and row[0]:
        os.environ[ROLE] = "viewer"
