"""Remembered answers: what was asked of the database a moment ago, for seconds and in this process only."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Up to `most` values, each for `seconds` of real time."""

    def __init__(self, seconds: float, most: int, now: Callable[[], float] = time.monotonic):
        self._seconds = seconds
        self._most = most
        self._now = now
        self._values: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        since, value = self._values.get(key, (None, None))
        if since is None or self._now() - since >= self._seconds:
            return None
        return value

    def keep(self, key: Key, value: Value) -> None:
        self._values[key] = (self._now(), value)
        self._values.move_to_end(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)

    def forget(self, key: Key) -> None:
        self._values.pop(key, None)

    def forget_where(self, fits: Callable[[Value], bool]) -> None:
        for key in [key for key, (_, value) in self._values.items() if fits(value)]:
            del self._values[key]
