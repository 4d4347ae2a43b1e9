"""Identifiers and secrets: time-ordered UUIDs, random tokens, and the digests under which secrets are kept."""

import hashlib
import secrets
from uuid import UUID

import uuid_utils.compat


def new_uuid() -> UUID:
    """A UUID of version 7 (RFC 9562): ordered by time, so that indexes stay dense."""
    return uuid_utils.compat.uuid7()


def new_secret(prefix: str, size: int = 16) -> str:
    """A random secret of `size` bytes, URL-safe, after a prefix that tells what it opens."""
    return prefix + secrets.token_urlsafe(size)


def digest(secret: str) -> bytes:
    """SHA-256 of a secret with enough randomness of its own (not for passwords); 32 bytes."""
    return hashlib.sha256(secret.encode()).digest()
