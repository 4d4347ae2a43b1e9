"""Setup: what the sign-in page has to know before anyone is signed in."""

import ipaddress
import json
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from frontdesk.identity.repository import WorkspaceRepository
from frontdesk.identity.schemas import DemoSignIn, Setup
from frontdesk.identity.service.registration import Registration
from frontdesk.platform.database import Database
from frontdesk.platform.settings import Settings

# The demo writes it when it makes its people: a list of {role, email, password}.
SIGN_INS_FILE = "demo_sign_ins.json"

_SIGN_INS = TypeAdapter(list[DemoSignIn])


class SetupService:
    """Tells whether one may register, and on the machine itself how to sign in to the demo."""

    def __init__(self, database: Database, registration: Registration, settings: Settings):
        self._database = database
        self._registration = registration
        self._settings = settings
        self._workspaces = WorkspaceRepository()

    async def tell(self, *, from_this_machine: bool) -> Setup:
        async with self._database.unit_of_work(None) as unit:
            demo = await self._workspaces.demo_id(unit) is not None
        shown = demo and from_this_machine and self._serves_this_machine_only()
        return Setup(
            registration_open=await self._registration.is_open(),
            demo=demo,
            version=version("frontdesk"),
            demo_sign_ins=_sign_ins(self._settings.data_dir / SIGN_INS_FILE) if shown else [],
        )

    def _serves_this_machine_only(self) -> bool:
        return not self._settings.is_production and is_loopback(self._settings.host)


def is_loopback(host: str) -> bool:
    """Whether a host name or address means the machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _sign_ins(path: Path) -> list[DemoSignIn]:
    try:
        return _SIGN_INS.validate_python(json.loads(path.read_text()))
    except (OSError, ValueError, ValidationError):
        return []
