"""Transfers over HTTP: no more than may be taken, and tried again where a connection cuts them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import httpx

from kzgraph.errors import ServiceError

T = TypeVar("T")

_TRIES: Final = 5
_PAUSE: Final = 1.0
"""Seconds before each further try."""


@dataclass(frozen=True)
class Bounds:
    """What a transfer may take: bytes, packed and again unpacked, and seconds in all."""

    max_bytes: int
    seconds: float = 6 * 3600.0

    def until(self) -> float:
        """Return when a transfer that begins now has to be done, by the monotonic clock."""
        return time.monotonic() + self.seconds


class CutError(ServiceError):
    """A transfer ended too early; the same may go on from there."""


class TooMuchError(ServiceError):
    """More arrives than may."""


def again(act: Callable[[], T]) -> T:
    """Do what a connection may cut until it is done, five times at the most."""
    for _ in range(_TRIES - 1):
        try:
            return act()
        except CutError:
            time.sleep(_PAUSE)
    return act()


def bounded(answer: httpx.Response, most: int, until: float) -> Iterator[bytes]:
    """Yield the bytes of an answer as they were sent; ``until`` is of the monotonic clock.

    Raises ``ServiceError`` beyond the bounds.
    """
    got = 0
    for chunk in answer.iter_raw():
        got += len(chunk)
        if got > most:
            raise TooMuchError(
                f"{answer.request.url} has more than {most} bytes; set a higher bound."
            )
        if time.monotonic() > until:
            raise ServiceError(f"{answer.request.url} takes too long.")
        yield chunk
