"""How a remote service is asked: who asks, one request at a time, with pauses, and not for ever.

After the advice of the operators of the Wikidata Query Service: a User-Agent with a contact, no two
requests at once, and a wait as long as Retry-After says.
https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual#Query_limits
"""

import fcntl
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from kzgraph import __version__
from kzgraph.errors import ConfigurationError, KzgraphError, ServiceError

_CONTACT: Final = re.compile(r"[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+|https?://[^\s()<>]+")
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed."""
_TOO_MANY: Final = 429
_MINUTE: Final = 60.0
"""What to wait after a 429 that does not say, as Wikidata's operators advise."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds between two requests, seconds for one of them, how often it is tried, and bounds.

    ``longest_wait`` bounds what a Retry-After may ask for, in seconds; ``max_bytes`` an answer.
    Wikidata ends a query after 60 s itself.
    """

    pause: float = 1.0
    seconds: float = 70.0
    tries: int = 4
    longest_wait: float = 300.0
    max_bytes: int = 32 * 2**20


class Refusal(Exception):  # noqa: N818  # becomes a ServiceError when it is the last
    """One request went wrong; ``again`` tells whether the same may succeed, ``wait`` when (seconds)."""

    def __init__(self, what: str, *, again: bool, wait: float | None = None) -> None:
        super().__init__(what)
        self.again, self.wait = again, wait


def agent(contact: str) -> str:
    """Return the User-Agent. Raises ``ConfigurationError`` where the contact is no way to reach one."""
    if not contact.isascii() or not _CONTACT.fullmatch(contact):
        raise ConfigurationError(
            f"Whoever asks a remote service has to say who they are; {contact!r} is neither a mail "
            "address nor the address of a page. Give --contact or set KZGRAPH_CONTACT."
        )
    return f"kzgraph/{__version__} ({contact})"


def refusal(status: int, come_back: str | None, words: bytes = b"") -> Refusal:
    """Return what an answer with a status other than 200 amounts to, with its first words.

    ``come_back`` is its Retry-After.
    """
    shown = " ".join(words[:300].decode("utf-8", "replace").split())
    what = f"it answered {status}" + (f": {shown}" if shown else "")
    wait = retry_after(come_back)
    if wait is None and status == _TOO_MANY:
        wait = _MINUTE
    return Refusal(what, again=status in _PASSING, wait=wait)


def retry_after(text: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After asks for, as a number or as a date; None for no such."""
    if text is None:
        return None
    if text.strip().isascii() and text.strip().isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - (now or datetime.now(UTC))).total_seconds(), 0.0)


class Turns:
    """Requests one after the other, over all processes that share a folder."""

    def __init__(
        self, folder: Path, manners: Manners, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._folder, self._manners, self._sleep = folder, manners, sleep

    def take(self, name: str, send: Callable[[], bytes]) -> bytes:
        """Send a request until it succeeds, at the most as often as the manners say.

        ``send`` raises ``Refusal``. Raises ``ServiceError`` with the service's name in the end.
        """
        with self._alone():
            for number in range(1, self._manners.tries + 1):
                try:
                    return send()
                except Refusal as exc:
                    self._wait(name, number, exc)
        raise AssertionError("the last try returns or raises")

    def _wait(self, name: str, number: int, refused: Refusal) -> None:
        often = f" ({number} tries)" if number > 1 else ""
        if not refused.again or number == self._manners.tries:
            raise ServiceError(f"{name} cannot be used: {refused}{often}.") from refused
        wait = refused.wait
        if wait is not None and wait > self._manners.longest_wait:
            raise ServiceError(
                f"{name} asks to come back in {wait:.0f} s ({refused}). Run the command again then; "
                "what was answered so far is kept."
            ) from refused
        self._sleep(max(wait or 0.0, self._manners.pause * 2**number))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock of the folder, once the pause since the last request is over."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self._folder / "lock").open("ab")
        except OSError as exc:
            raise KzgraphError(f"{self._folder} cannot be written to: {exc}") from exc
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # The file is as old as the last request, whichever process sent it; a new one is empty.
            used = os.fstat(lock.fileno())
            since = time.time() - used.st_mtime
            if used.st_size and 0 <= since < self._manners.pause:
                self._sleep(self._manners.pause - since)
            try:
                yield
            finally:
                os.truncate(lock.fileno(), 1)
                now = time.time()
                os.utime(lock.fileno(), (now, now))
