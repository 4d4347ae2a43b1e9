"""Idempotency keys: a POST that is sent again with its key is answered as the first time, and writes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.crm.errors import KeyUsedOtherwiseError
from frontdesk.identity.callers import Caller
from frontdesk.platform.unit_of_work import UnitOfWork

LIFE = timedelta(hours=24)

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_GET = text(
    "SELECT digest, status, headers, body FROM crm_idempotency_keys"
    " WHERE actor = :actor AND key = :key AND created_at > :since"
)
_KEEP = text(
    "INSERT INTO crm_idempotency_keys (workspace_id, actor, key, digest, status, headers, body, created_at)"
    " VALUES (:workspace_id, :actor, :key, :digest, :status, :headers, :body, :now)"
    " ON CONFLICT (workspace_id, actor, key) DO UPDATE SET digest = excluded.digest, status = excluded.status,"
    " headers = excluded.headers, body = excluded.body, created_at = excluded.created_at"
).bindparams(bindparam("headers", type_=JSONB), bindparam("body", type_=JSONB))
_CLEAR = text("DELETE FROM crm_idempotency_keys WHERE created_at <= :since")


@dataclass(frozen=True)
class Kept:
    """An answer that was given."""

    status: int
    headers: dict[str, str]
    body: Any


class IdempotencyKeys:
    """Keeps answers by caller and key for a day."""

    async def answer(self, unit: UnitOfWork, caller: Caller, key: str, request: bytes) -> Kept | None:
        """The answer to an earlier request with this key; None for the first, which others with it wait for.

        Raises KeyUsedOtherwiseError where the earlier request was another one. `request`: all that tells it apart.
        """
        await unit.execute(_LOCK, {"name": f"{unit.workspace_id}/{_actor(caller)}/{key}"})
        found = (
            await unit.execute(_GET, {"actor": _actor(caller), "key": key, "since": datetime.now(UTC) - LIFE})
        ).one_or_none()
        if found is None:
            return None
        if bytes(found.digest) != hashlib.sha256(request).digest():
            raise KeyUsedOtherwiseError
        return Kept(found.status, found.headers, found.body)

    async def keep(self, unit: UnitOfWork, caller: Caller, key: str, request: bytes, kept: Kept) -> None:
        """Keeps an answer, in the transaction of what it tells of; clears what is too old."""
        now = datetime.now(UTC)
        await unit.execute(_CLEAR, {"since": now - LIFE})
        values = {
            "workspace_id": unit.workspace_id,
            "actor": _actor(caller),
            "key": key,
            "digest": hashlib.sha256(request).digest(),
            "status": kept.status,
            "headers": kept.headers,
            "body": kept.body,
            "now": now,
        }
        await unit.execute(_KEEP, values)


def _actor(caller: Caller) -> str:
    return f"{caller.kind.value}:{caller.actor_id}"
