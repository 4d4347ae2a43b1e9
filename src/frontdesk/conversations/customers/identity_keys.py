"""Identity secrets: with its bot's secret a host site signs who its visitor is, so that nobody can say to be another.

The signature is HMAC-SHA256 in hexadecimal, keyed with the whole secret, over the `user_id`; where an email is told
too, over the `user_id`, a line break and the email. A secret counts for one bot, so that a signature for another bot is
refused.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.profiles import CustomerProfiles
from frontdesk.platform.identifiers import new_secret
from frontdesk.platform.unit_of_work import UnitOfWork

PREFIX = "fdi_"
SIZE = 32

_READ = text("SELECT secret, previous, previous_until, created_at FROM bot_identity_keys WHERE bot_id = :bot_id")
_KEEP = text(
    """
    INSERT INTO bot_identity_keys (workspace_id, bot_id, secret, created_at)
    VALUES (:workspace_id, :bot_id, :secret, :now)
    ON CONFLICT (bot_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at,
        previous = CASE WHEN CAST(:until AS timestamptz) IS NULL THEN NULL ELSE bot_identity_keys.secret END,
        previous_until = :until
    """
)
_DELETE = text("DELETE FROM bot_identity_keys WHERE bot_id = :bot_id")


@dataclass(frozen=True)
class KeyStanding:
    """Since when a bot has its secret, and until when the one before counts too. By real time."""

    created_at: datetime
    previous_until: datetime | None


class IdentityKeys:
    """Makes, rotates and takes away secrets, and checks signatures."""

    def __init__(self, audit: AuditTrail, profiles: CustomerProfiles):
        self._audit = audit
        self._profiles = profiles

    async def standing(self, unit: UnitOfWork, bot_id: int) -> KeyStanding | None:
        row = (await unit.execute(_READ, {"bot_id": bot_id})).one_or_none()
        return KeyStanding(row.created_at, _in_future(row.previous_until)) if row else None

    async def rotate(self, unit: UnitOfWork, caller: Caller, bot_id: int, keep_hours: int) -> str:
        """A new secret, told this once. The old one counts for `keep_hours` more; with 0 it and the sign-ins that it
        brought end at once."""
        secret, now = new_secret(PREFIX, SIZE), datetime.now(UTC)
        until = now + timedelta(hours=keep_hours) if keep_hours else None
        values = {"workspace_id": unit.workspace_id, "bot_id": bot_id, "secret": secret, "now": now, "until": until}
        await unit.execute(_KEEP, values)
        if until is None:
            await self._profiles.end_sign_ins(unit, bot_id)
        await self._audit.record(unit, caller, "bot.identity_secret_made", "bots", bot_id, {"keep_hours": keep_hours})
        return secret

    async def remove(self, unit: UnitOfWork, caller: Caller, bot_id: int) -> None:
        """From now on the site can name nobody; who was named is signed out. Nothing happens where there is none."""
        if (await unit.execute(_DELETE, {"bot_id": bot_id})).rowcount:
            await self._profiles.end_sign_ins(unit, bot_id)
            await self._audit.record(unit, caller, "bot.identity_secret_removed", "bots", bot_id)

    async def fits(self, unit: UnitOfWork, bot_id: int, signed: str, signature: str) -> bool:
        """Whether the signature is one of this text with the bot's secret; takes as long where it has none."""
        row = (await unit.execute(_READ, {"bot_id": bot_id})).one_or_none()
        secrets = [row.secret if row else new_secret(PREFIX, SIZE)]
        if row and row.previous and _in_future(row.previous_until):
            secrets.append(row.previous)
        # All are compared, whichever fits.
        return any([_is_signed(secret, signed, signature) for secret in secrets])  # noqa: C419 - in constant time


def signature_of(secret: str, signed: str) -> str:
    return hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()


def signed_text(user_id: str, email: str | None) -> str:
    """What a host site signs."""
    return user_id if email is None else f"{user_id}\n{email}"


def _is_signed(secret: str, signed: str, signature: str) -> bool:
    return hmac.compare_digest(signature_of(secret, signed).encode(), signature.lower().encode())


def _in_future(until: datetime | None) -> datetime | None:
    return until if until is not None and until > datetime.now(UTC) else None
