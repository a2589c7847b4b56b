"""Answers kept as ready bytes: entities, lists, RDF documents, what people look at again and again.

Each release that is open has its own, which go with it. A tag names the release and all else that an
answer depends on. An address that was answered before leads to its tag without being read again.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from starlette.responses import Response
from starlette.types import Scope

MOST_BYTES: Final = 16_777_216
_OVERHEAD: Final = 1000
"""Bytes that a document takes beside its body and its headers, about."""

_ADDRESSES: Final = 4096
_LONGEST_ADDRESS: Final = 1024


class Document(Response):
    """An answer that is sent again and again; its headers are without those that every answer has."""

    def __init__(self, body: bytes, media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(body, headers=headers, media_type=media_type)
        self.size = len(body) + sum(len(n) + len(v) for n, v in self.raw_headers) + _OVERHEAD


class Address(NamedTuple):
    """All of a GET that its answer depends on, undecoded; its links begin with scheme and host."""

    path: str
    query_string: bytes
    scheme: str
    headers: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def of(cls, scope: Scope) -> "Address":
        """Return the address of a request."""
        told = tuple(pair for pair in scope["headers"] if pair[0] in (b"accept", b"host"))
        return cls(scope["path"], scope["query_string"], scope["scheme"], told)

    @property
    def length(self) -> int:
        """Return the bytes or characters that it takes."""
        return len(self.path) + len(self.query_string) + sum(len(v) for _, v in self.headers)


class Known(NamedTuple):
    """What an address leads to: the tag of its answer, and the route, for the metrics."""

    tag: str
    route: Any


class Documents:
    """The last documents, by their entity tags, as many as fit; for one event loop, not for threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._addresses: OrderedDict[Address, Known] = OrderedDict()
        self.size = 0

    def get(self, tag: str) -> Document | None:
        """Return a document that is kept."""
        if tag in self._documents:
            self._documents.move_to_end(tag)
        return self._documents.get(tag)

    def put(self, tag: str, document: Document) -> None:
        """Keep a document, and let those go that were not asked for longest."""
        if tag not in self._documents:
            self._documents[tag] = document
            self.size += document.size
        while self.size > self._most_bytes:
            self.size -= self._documents.popitem(last=False)[1].size

    def remember(self, address: Address, known: Known) -> None:
        """Remember what an address leads to, if it is short."""
        if address.length > _LONGEST_ADDRESS:
            return
        self._addresses[address] = known
        if len(self._addresses) > _ADDRESSES:
            self._addresses.popitem(last=False)

    def known(self, address: Address) -> Known | None:
        """Return what an address that was answered before leads to."""
        return self._addresses.get(address)
