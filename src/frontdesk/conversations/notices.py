"""Notices: what the bot says when it hands over. Their words belong to the support desk above; here is the shape."""

from typing import Any, Protocol

from frontdesk.conversations.models import Bot


class HandoffNotices(Protocol):
    """Writes the one message of a handover that no turn decides: its text and its data."""

    def requested(self, bot: Bot) -> tuple[str, dict[str, Any]]:
        """The customer asked for a person by the button."""

    def assigned(self, bot: Bot) -> tuple[str, dict[str, Any]]:
        """Staff gave the conversation to a person."""
