"""Which pages of other sites may talk to a bot: the origins that its settings name.

No cookie opens anything here, so that a foreign page can do nothing in a visitor's name. What is held is the owner's
word about where the bot appears: a browser says truly which page asks, and a page that is not named is refused.
"""

import re
from collections.abc import Mapping

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.widget import may_embed
from frontdesk.identity.service.authentication import Authentication
from frontdesk.platform.errors import ForbiddenError
from frontdesk.platform.settings import Settings

# All that a page of another site may ask for. Each names the bot or the conversation in its address, where it can be
# checked before anything is read or done.
_OF_BOT = re.compile(r"/api/v1/(?:bots/(?=[^/]+/public)|auth/(?=[^/]+/identify))([^/]+)/(?:public|identify)")
_OF_CONVERSATION = re.compile(
    r"/api/v1/conversations/([^/]+)/(?:events|events/stream|export|handoff|waiting|feedback|attachments(?:/[^/]+)?)"
    r"|/api/chat/sessions/([^/]+)/messages"
)
BEGIN_SESSION = "/api/sessions"


class WrongOriginError(ForbiddenError):
    title = "Not from this page"

    def __init__(self, origin: str):
        super().__init__(
            f"Pages of {origin} may not show this bot. Add the address to the allowed sites in the bot's settings."
        )


def foreign_origin(headers: Mapping[str, str], settings: Settings) -> str | None:
    """The other site whose page asks; None for the desk's own pages, for programs, and for those the settings name."""
    origin = headers.get("origin")
    if origin is None or origin in settings.cors_origins or "*" in settings.cors_origins:
        return None
    # Behind a proxy that changes the host only the browser's own word tells that the page is ours. What comes as an
    # origin need not be an address.
    if headers.get("sec-fetch-site") == "same-origin" or origin.partition("://")[2] == headers.get("host"):
        return None
    return origin


def is_embeddable(path: str) -> bool:
    return path == BEGIN_SESSION or bool(_OF_BOT.fullmatch(path) or _OF_CONVERSATION.fullmatch(path))


class Embedding:
    """Asks for each request and socket of a foreign page whether the bot may appear there."""

    def __init__(self, bots: BotService, door: ConversationDoor, authentication: Authentication):
        self._authentication = authentication
        self._bots = bots
        self._door = door

    async def check_path(self, origin: str, path: str, bot: str | None, secret: str | None) -> None:
        """Raises WrongOriginError, or that there is no bot.

        `bot`: the one that a new session names in its address. `secret`: the sign-in that comes along. A conversation
        that is no session's is opened by the sign-in of its bot's customer; staff do not come from other sites. One
        that is unknown, without a sign-in, is let through: who answers it says that there is none.
        """
        if path == BEGIN_SESSION and bot is None:
            # The body might name another bot than the default one.
            raise WrongOriginError(origin)
        named = _OF_BOT.fullmatch(path)
        if named or path == BEGIN_SESSION:
            workspace_id, bot_id, _ = await self._bots.find(named[1] if named else bot)
            await self.check(origin, workspace_id, bot_id)
        elif found := _OF_CONVERSATION.fullmatch(path):
            place = await self._door.find_secret(found[1] or found[2])
            opened_by = place or await self._authentication.caller(secret, None)
            if opened_by.workspace_id is not None:
                await self.check(origin, opened_by.workspace_id, opened_by.bot_id)

    async def check(self, origin: str, workspace_id: int, bot_id: int | None) -> None:
        """Raises WrongOriginError where the bot's settings do not name the origin."""
        if bot_id is None or not may_embed(await self._bots.allowed_origins(workspace_id, bot_id), origin.lower()):
            raise WrongOriginError(origin)
