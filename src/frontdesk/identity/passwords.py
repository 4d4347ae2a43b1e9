"""Passwords: hashed with argon2id, beside the event loop and never many at a time."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from frontdesk.platform.errors import UnavailableError

# The second of the equal choices in OWASP's password storage cheat sheet: 19 MiB and two passes, one lane.
# Measured here 21 ms; the library's default (64 MiB, four lanes) takes 112 ms on two cores.
MEMORY_KIBIBYTES = 19 * 1024
PASSES = 2

Result = TypeVar("Result")

AT_ONCE = 2
MOST_WAITING = 100


class Passwords:
    """Hashes and checks passwords. A burst of sign-ins waits in line; a flood of them is turned away."""

    def __init__(
        self,
        hasher: PasswordHasher | None = None,
        *,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
    ):
        self._hasher = hasher or PasswordHasher(PASSES, MEMORY_KIBIBYTES, 1)
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="passwords")
        self._most = at_once + most_waiting
        self._under_way = 0
        self._of_nobody = self._hasher.hash("the password of nobody")

    async def hash(self, password: str) -> str:
        """The password as it is kept: algorithm, parameters, salt and hash in one text."""
        return await self._run(self._hasher.hash, _normal(password))

    async def fits(self, kept: str | None, password: str) -> bool:
        """Whether this is the password. Without a kept one the answer is no, and takes as long."""
        fits = await self._run(self._verify, kept or self._of_nobody, _normal(password))
        return fits and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether it was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[..., Result], *arguments: str) -> Result:
        if self._under_way >= self._most:
            raise UnavailableError("Too many people sign in just now. Try again in a moment.", retry_after=5)
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._under_way -= 1

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> str:
    # The same letters typed on another keyboard may come as other code points.
    return unicodedata.normalize("NFC", password)
