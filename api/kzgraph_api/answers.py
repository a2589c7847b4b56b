"""Answers kept as ready bytes, and one evaluation for all who ask the same at the same time."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from starlette.types import Receive, Scope, Send

from kzgraph.engine import Result
from kzgraph.sparql import Dataset, Formats

_OVERHEAD: Final = 2000
"""Bytes that an answer takes beside its body and its query, about."""

_LARGEST_SHARE: Final = 4
"""An answer that takes more than one part in so many of the cache is not kept."""

_ADDRESSES: Final = 1024
_LONGEST_ADDRESS: Final = 4096

_HIT: Final = b"cache;desc=hit, total;dur=0.0"

# Results have standard forms, in which nobody can say on which documents they rest. The addresses are
# relative: an answer is kept for every host and prefix under which the service is reached.
_DESCRIBED: Final = (b"link", b'<v1/sources>; rel="describedby"')
_DESCRIBED_BELOW: Final = (b"link", b'<../v1/sources>; rel="describedby"')


class Key(NamedTuple):
    """All that an answer depends on."""

    release: str
    query: str
    formats: Formats
    dataset: Dataset | None


class Ready:
    """An answer to a query as it is sent."""

    def __init__(self, query: str, result: Result, headers: Mapping[str, str]) -> None:
        self.query = query
        self.result = result
        self._headers = _encoded(result, headers)

    def headers(self, path: str, timing: bytes) -> list[tuple[bytes, bytes]]:
        """Return the headers at an address of the endpoint, with this ``Server-Timing``."""
        described = _DESCRIBED_BELOW if path.endswith("/") else _DESCRIBED
        return [*self._headers, described, (b"server-timing", timing)]

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the answer from the cache."""
        await send_answer(send, self.headers(scope["path"], _HIT), self.result.body)


def _encoded(result: Result, headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    charset = "; charset=utf-8" if result.media_type.startswith("text/") else ""
    told = {
        "content-type": result.media_type + charset,
        "content-length": str(len(result.body)),
        **headers,
    }
    if result.truncated:
        told["kzgraph-truncated"] = result.truncated
    return [(name.lower().encode(), value.encode()) for name, value in told.items()]


async def send_answer(send: Send, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    """Send an answer at once."""
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Cache:
    """The last answers about the last release, as many as fit in a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._release = ""
        self._answers: OrderedDict[Key, Ready] = OrderedDict()
        self._addresses: OrderedDict[object, Key] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: Key) -> Ready | None:
        """Return an answer that is kept."""
        if key.release != self._release:
            self._forget(key.release)
        found = self._answers.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
            self._answers.move_to_end(key)
        return found

    def put(self, key: Key, answer: Ready) -> None:
        """Keep an answer, unless it is large, and let the longest unused go for it."""
        size = _size(key, answer)
        if size * _LARGEST_SHARE > self._most_bytes or key.release != self._release:
            return
        if key not in self._answers:
            self.size += size
            self._answers[key] = answer
        while self.size > self._most_bytes:
            self.size -= _size(*self._answers.popitem(last=False))

    def at(self, release: str, address: "Address") -> Ready | None:
        """Return the answer to a request that was seen before, without reading it again."""
        key = self._addresses.get(address)
        if key is None or key.release != release or key not in self._answers:
            return None
        return self.get(key)

    def remember(self, address: "Address", key: Key) -> None:
        """Remember what a request asks, if its address is short."""
        if len(address.query_string) > _LONGEST_ADDRESS:
            return
        self._addresses[address] = key
        if len(self._addresses) > _ADDRESSES:
            self._addresses.popitem(last=False)

    def _forget(self, release: str) -> None:
        self._release = release
        self._answers.clear()
        self._addresses.clear()
        self.size = 0


class Address(NamedTuple):
    """All of a GET that its answer depends on, undecoded."""

    query_string: bytes
    accept: tuple[bytes, ...]

    @classmethod
    def of(cls, scope: Scope) -> "Address":
        """Return the address of a request."""
        accept = tuple(value for name, value in scope["headers"] if name == b"accept")
        return cls(scope["query_string"], accept)


def _size(key: Key, answer: Ready) -> int:
    """Return the bytes that an answer takes; Python keeps at most 4 for a character."""
    return len(answer.result.body) + 4 * len(key.query) + _OVERHEAD


@dataclass
class _Flight:
    task: asyncio.Task[Result]
    waiting: int = 0


class Flights:
    """Evaluations that go on; who asks the same waits for the same one.

    One that nobody waits for any more is cancelled.
    """

    def __init__(self) -> None:
        self._flights: dict[object, _Flight] = {}

    def __len__(self) -> int:
        """Return how many go on."""
        return len(self._flights)

    @contextmanager
    def joined(
        self, key: object, start: Callable[[], Coroutine[Any, Any, Result]]
    ) -> Iterator[asyncio.Task[Result]]:
        """Give the evaluation that ``key`` names, started if there is none; wait for it inside."""
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(asyncio.create_task(start()))
            flight.task.add_done_callback(partial(self._end, key, flight))
        flight.waiting += 1
        try:
            yield flight.task
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                flight.task.cancel()
                self._end(key, flight)

    def _end(self, key: object, flight: _Flight, _task: object = None) -> None:
        if flight.task.done() and not flight.task.cancelled():
            flight.task.exception()  # seen, even if all who waited have left
        if self._flights.get(key) is flight:
            del self._flights[key]
