"""The lines of graphs, kept from one write to the next, and changed without reading the store.

Reading a graph out of the store takes about 13 microseconds a line, which is most of a small write.
Its digest tells its content, so a writer that knows the lines of a digest need not read them again.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator

from kzgraph.rdf import NamedNode, Quad, RdfFormat, Triple, digest, text_of, write_bytes

Lines = tuple[bytes, ...]

_MOST_BYTES = 128 * 1024 * 1024
_OVERHEAD = 41
"""Bytes of a line beyond its text: the object and the pointer to it."""


class KeptLines:
    """The sorted lines of some graphs by digest, those asked for last; bounded in bytes."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._lines: OrderedDict[str, tuple[Lines, int]] = OrderedDict()
        self._bytes = 0

    def get(self, name: str) -> Lines | None:
        """Return the lines of a digest, if they are known."""
        if name not in self._lines:
            return None
        self._lines.move_to_end(name)
        return self._lines[name][0]

    def keep(self, lines: Lines) -> str:
        """Keep some lines, and return their digest."""
        name = digest(lines)
        if name not in self._lines:
            size = sum(map(len, lines)) + _OVERHEAD * len(lines)
            self._lines[name] = (lines, size)
            self._bytes += size
            while self._bytes > self._most:
                self._bytes -= self._lines.popitem(last=False)[1][1]
        return name


KEPT = KeptLines()
"""What this process knows. Only a process that writes again and again gains by it."""


def lines_of(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes, Triple]]:
    """Yield the graph, the line and the triple of each quad of a named graph."""
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            triple = Triple(quad.subject, quad.predicate, quad.object)
            yield text_of(quad.graph_name), write_bytes([triple], RdfFormat.N_TRIPLES), triple


def changed(lines: Lines, gained: Iterable[bytes], lost: Iterable[bytes]) -> Lines:
    """Return sorted lines with some more and some less, sorted."""
    now = list(lines)
    for line in lost:
        place = bisect_left(now, line)
        if now[place : place + 1] == [line]:
            del now[place]
    for line in gained:
        place = bisect_left(now, line)
        if now[place : place + 1] != [line]:
            now.insert(place, line)
    return tuple(now)
