"""Notices: what the bot says when it hands over. Their words belong to the support desk above; here is the shape."""

from typing import Any, Protocol

from frontdesk.conversations.models import Bot


class HandoffNotices(Protocol):
    """Writes the one message of a handover that the customer asked for by the button: its text and its data."""

    def requested(self, bot: Bot) -> tuple[str, dict[str, Any]]: ...
