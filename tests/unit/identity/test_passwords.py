"""Passwords: hashing beside the event loop, bounded, and equally slow for nobody."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from frontdesk.identity.passwords import Passwords
from frontdesk.platform.errors import UnavailableError

CHEAP = PasswordHasher(1, 8, 1)


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    passwords = Passwords(CHEAP)
    yield passwords
    passwords.close()


def test_a_password_fits_its_hash_and_no_other(passwords: Passwords) -> None:
    async def scenario() -> None:
        kept = await passwords.hash("correct horse")
        assert kept.startswith("$argon2id$")
        assert kept != await passwords.hash("correct horse"), "each has a salt of its own"
        assert await passwords.fits(kept, "correct horse")
        assert not await passwords.fits(kept, "Correct horse")
        assert not await passwords.fits("not a hash", "correct horse")
        assert not await passwords.fits(None, "the password of nobody")

    asyncio.run(scenario())


def test_the_same_letters_fit_however_they_are_typed(passwords: Passwords) -> None:
    async def scenario() -> bool:
        return await passwords.fits(await passwords.hash("caf\u00e9 creme"), "cafe\u0301 creme")

    assert asyncio.run(scenario())


def test_a_hash_of_other_parameters_is_outdated(passwords: Passwords) -> None:
    assert passwords.is_outdated(PasswordHasher(2, 16, 1).hash("x"))
    assert not passwords.is_outdated(CHEAP.hash("x"))


class CountingHasher(PasswordHasher):
    """Notes how many work at once, and holds them until `release` is set."""

    def __init__(self) -> None:
        super().__init__(1, 8, 1)
        self.verified = 0
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.release = threading.Event()

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        with self.lock:
            self.verified += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.release.wait(10)
        with self.lock:
            self.at_once -= 1
        return super().verify(hash, password)


def test_nobodys_password_is_checked_all_the_same() -> None:
    hasher = CountingHasher()
    hasher.release.set()
    passwords = Passwords(hasher)
    assert asyncio.run(passwords.fits(None, "guess")) is False
    assert hasher.verified == 1
    passwords.close()


def test_a_burst_waits_and_a_flood_is_turned_away_while_the_loop_stays_free() -> None:
    hasher = CountingHasher()
    passwords = Passwords(hasher, at_once=2, most_waiting=3)

    async def scenario() -> list[object]:
        tries = [asyncio.create_task(passwords.fits(None, "guess")) for _ in range(8)]
        # Those that are turned away end while the others are still held: the loop was not blocked.
        await asyncio.wait(tries, return_when=asyncio.FIRST_COMPLETED)
        hasher.release.set()
        return list(await asyncio.gather(*tries, return_exceptions=True))

    results = asyncio.run(scenario())
    assert [result for result in results if result is False] == [False] * 5
    assert sum(isinstance(result, UnavailableError) for result in results) == 3
    assert hasher.most_at_once <= 2
    passwords.close()
