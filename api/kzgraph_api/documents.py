"""RDF documents kept as ready bytes: descriptions, the ontology, what people look at again and again."""

from collections import OrderedDict
from typing import Final

MOST_BYTES: Final = 16_777_216


class Documents:
    """The last documents, by their entity tags, as many as fit; for one event loop, not for threads.

    A tag names the release, so that what is kept is never out of date.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self.size = 0

    def get(self, tag: str) -> bytes | None:
        """Return a document that is kept."""
        if tag in self._bodies:
            self._bodies.move_to_end(tag)
        return self._bodies.get(tag)

    def put(self, tag: str, body: bytes) -> None:
        """Keep a document, and let those go that were not asked for longest."""
        if tag not in self._bodies:
            self._bodies[tag] = body
            self.size += len(body)
        while self.size > self._most_bytes:
            self.size -= len(self._bodies.popitem(last=False)[1])
