"""Real time: what a transaction has done is told, once it is committed, to everyone who listens in any process.

A signal says only that something changed, or carries what lives for a moment (typing, presence). Whoever must miss
nothing reads the stored log again when a signal comes, when its queue ran over, and when the line was cut
(`lost`). So a lost signal delays, and never loses. How signals reach the other processes is the carrier's affair:
PostgreSQL now (notify.py); a class with the same three methods can take its place.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

# Signals that one listener may have ahead of it; one that is slower reads the log again.
MOST_AHEAD = 256


@dataclass(frozen=True)
class Signal:
    """Something for the listeners of `topics`; `data` is JSON-ready and small (some 1,000 bytes).

    `here` goes to the listeners of this process only: it saves them from reading what this process has just written.
    """

    topics: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)
    here: Any = None


@dataclass(frozen=True)
class Heard:
    """What came since the last time; `lost` when there may have been more than that."""

    signals: tuple[Signal, ...] = ()
    lost: bool = False


class Carrier(Protocol):
    """Takes signals to the other processes, and theirs to this one."""

    def listen(self, receive: Callable[[Signal], None], cut: Callable[[], None]) -> None:
        """From now on gives what others send to `receive`; calls `cut` when something may have been missed."""

    def send(self, signals: Iterable[Signal]) -> None:
        """Returns at once."""

    async def close(self) -> None: ...


class Subscription:
    """The signals of one listener, in the order in which they came, as many as it may have ahead of it."""

    def __init__(self, most: int = MOST_AHEAD) -> None:
        self._most = most
        self.topics: set[str] = set()
        self._signals: deque[Signal] = deque()
        self._lost = False
        self._something = asyncio.Event()

    def put(self, signal: Signal) -> None:
        if len(self._signals) >= self._most:
            self._signals.clear()
            self._lost = True
        else:
            self._signals.append(signal)
        self._something.set()

    def lose(self) -> None:
        """Something may have been missed."""
        self._lost = True
        self._something.set()

    async def hear(self, seconds: float) -> Heard | None:
        """What came, as soon as something does; None when nothing came for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._something.wait()
        except TimeoutError:
            return None
        heard = Heard(tuple(self._signals), self._lost)
        self._signals.clear()
        self._lost = False
        self._something.clear()
        return heard


class Realtime:
    """Who listens to what in this process, and the line to the other processes."""

    def __init__(self, carrier: Carrier | None = None):
        self._carrier = carrier
        self._listens = False
        self._by_topic: defaultdict[str, set[Subscription]] = defaultdict(set)

    @contextmanager
    def subscribed(self, *topics: str) -> Iterator[Subscription]:
        """Listens to the topics until the end of the block. The first one opens the line to the other processes."""
        if self._carrier is not None and not self._listens:
            self._listens = True
            self._carrier.listen(self._deliver, self._cut)
        subscription = Subscription()
        for topic in topics:
            self.add(subscription, topic)
        try:
            yield subscription
        finally:
            for topic in subscription.topics:
                self._leave(topic, subscription)

    def add(self, subscription: Subscription, topic: str) -> None:
        """Has it hear of one more topic."""
        subscription.topics.add(topic)
        self._by_topic[topic].add(subscription)

    def topics(self) -> list[str]:
        """All topics that somebody listens to here."""
        return list(self._by_topic)

    def tell(self, signals: Iterable[Signal]) -> None:
        """Tells the listeners of this process at once, and those of the others in a moment."""
        told = tuple(signals)
        for signal in told:
            self._deliver(signal)
        if self._carrier is not None:
            self._carrier.send(told)

    async def close(self) -> None:
        if self._carrier is not None:
            await self._carrier.close()

    def _deliver(self, signal: Signal) -> None:
        for topic in signal.topics:
            for subscription in self._by_topic.get(topic, ()):
                subscription.put(signal)

    def _cut(self) -> None:
        for subscription in {one for listening in self._by_topic.values() for one in listening}:
            subscription.lose()

    def _leave(self, topic: str, subscription: Subscription) -> None:
        self._by_topic[topic].discard(subscription)
        if not self._by_topic[topic]:
            del self._by_topic[topic]
