"""The body of an answer as a file that a parser reads while it comes."""

import io
import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx

from kzgraph.errors import QueryTimeoutError
from kzgraph.store.remote.faults import told, where_of
from kzgraph.store.remote.places import Replacements

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Body(io.RawIOBase):
    """The bytes of an answer, with some replaced; no more of them are taken past the deadline.

    Reading raises ``QueryTimeoutError`` and ``StoreUnavailableError``. ``beginning`` keeps the first
    bytes as they came, for a message.
    """

    def __init__(self, response: httpx.Response, back: Replacements, seconds: float) -> None:
        super().__init__()
        self._address, self._seconds = where_of(response), seconds
        self._until = time.monotonic() + seconds
        self._pieces = _replaced(response.iter_bytes(), back)
        self._rest = b""
        self.beginning = b""

    def readable(self) -> bool:
        """Tell that it is read from."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer as far as the bytes at hand go; 0 at the end."""
        while not self._rest:
            piece = self._next()
            if piece is None:
                return 0
            self._rest = piece
            self.beginning = self.beginning or piece[:80]
        room = memoryview(buffer)
        taken, self._rest = self._rest[: len(room)], self._rest[len(room) :]
        room[: len(taken)] = taken
        return len(taken)

    def _next(self) -> bytes | None:
        if time.monotonic() > self._until:
            raise QueryTimeoutError(self._seconds)
        with told(self._address, self._seconds):
            return next(self._pieces, None)


def _replaced(pieces: Iterator[bytes], back: Replacements) -> Iterator[bytes]:
    """Yield the same bytes with some replaced, those across two pieces as well."""
    if not back:
        yield from pieces
        return
    new = dict(back)
    found = re.compile(b"|".join(map(re.escape, new)))
    kept = b""
    for piece in pieces:
        whole = kept + piece
        cut = _open_end(whole, tuple(new))
        yield found.sub(lambda match: new[match[0]], whole[:cut])
        kept = whole[cut:]
    yield found.sub(lambda match: new[match[0]], kept)


def _open_end(whole: bytes, olds: tuple[bytes, ...]) -> int:
    """Return where the last bytes begin that may be the start of what is replaced."""
    longest = max(map(len, olds))
    for start in range(max(0, len(whole) - longest + 1), len(whole)):
        if any(len(old) > len(whole) - start and old.startswith(whole[start:]) for old in olds):
            return start
    return len(whole)
