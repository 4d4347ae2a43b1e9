"""Tokens: what a sign-in hands out, and how one that comes back is checked."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import jwt

from frontdesk.identity.errors import InvalidTokenError

ISSUER = "frontdesk"
AUDIENCE = "frontdesk-api"


@dataclass(frozen=True)
class Claims:
    """What a token says. `subject` is the id of a user or a customer, by `kind`.

    `generation` is the account's when the token was made: it moves on with each new password, so that
    sign-ins with the old one end.
    """

    kind: Literal["staff", "customer"]
    subject: int
    workspace_id: int
    generation: int
    bot_id: int | None = None


class Tokens:
    """Issues and reads JSON web tokens (RFC 7519), signed with one algorithm and one key."""

    def __init__(self, key: str, algorithm: str, minutes: int):
        # Derived, so that the key fits every algorithm's length and signs nothing but sign-ins.
        self._key = hashlib.sha512(b"frontdesk sign-in\x00" + key.encode()).digest()
        self._algorithm = algorithm
        self.life_seconds = minutes * 60

    def issue(self, claims: Claims) -> str:
        now = datetime.now(UTC)
        payload: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + timedelta(seconds=self.life_seconds),
            "typ": claims.kind,
            "sub": str(claims.subject),
            "workspace": claims.workspace_id,
            "generation": claims.generation,
        }
        if claims.bot_id is not None:
            payload["bot"] = claims.bot_id
        return jwt.encode(payload, self._key, self._algorithm)

    def read(self, token: str) -> Claims:
        """The claims of a token that is ours and has not expired (by real time), else InvalidTokenError."""
        try:
            payload = jwt.decode(
                token,
                self._key,
                algorithms=[self._algorithm],
                issuer=ISSUER,
                audience=AUDIENCE,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
            return Claims(
                payload["typ"],
                int(payload["sub"]),
                int(payload["workspace"]),
                int(payload["generation"]),
                payload.get("bot"),
            )
        except (jwt.InvalidTokenError, KeyError, ValueError, TypeError):
            raise InvalidTokenError from None
