"""Where a release lives in an engine, and how its graphs are called there.

Several releases share one dataset: the graph ``https://w3id.org/kzgraph/graph/X`` of a release is
called ``https://w3id.org/kzgraph/release/<place>/graph/X`` there, its default graph
``.../release/<place>/default``, and a graph of any other name N ``.../release/<place>/graph/~N``.
Names that begin like the first are changed wherever they stand, in data, queries and answers, so
that nobody outside can tell. A release with a dataset of its own needs none of this.
"""

from typing import Final

from kzgraph.identifiers import BASE, GRAPHS

Replacements = tuple[tuple[bytes, bytes], ...]
"""What is put in whose place, in this order."""

Beginnings = tuple[tuple[str, str], ...]
"""How some IRIs begin, and how they begin in the engine."""

_OTHER: Final = "~"
PLACE_DIGITS: Final = 16
"""How much of a release's hash names its place."""


class Place:
    """A dataset that one release has for itself: every graph keeps its name.

    ``default`` is the name of what is the default graph to users, None where the engine's own is.
    ``graphs`` is how the names of its graphs begin, empty where all graphs are of this release.
    """

    def __init__(self, default: str | None = None, graphs: str = "") -> None:
        self.default, self.graphs = default, graphs

    def name(self, graph: str) -> str:
        """Return what a named graph is called in the engine."""
        return graph

    def text(self, query: str) -> str:
        """Return a query with names as they are in the engine."""
        return query

    def data(self, lines: bytes) -> bytes:
        """Return N-Triples with names as they are in the engine."""
        return lines

    @property
    def back(self) -> Replacements:
        """What turns answers of the engine into those of the release."""
        return ()


class SharedPlace(Place):
    """The part of a dataset that one release of several has."""

    def __init__(self, place: str, renamed: Beginnings = ()) -> None:
        """Take how other IRIs begin that the engine does not keep as they are (``renamed``)."""
        base = f"{BASE}release/{place}/"
        super().__init__(f"{base}default", f"{base}graph/")
        self._renamed = ((GRAPHS, self.graphs), *renamed)

    def name(self, graph: str) -> str:
        """Return what a named graph is called in the engine; one that is named so stays."""
        if graph.startswith(self.graphs):
            return graph
        if graph.startswith(GRAPHS):
            return self.graphs + graph.removeprefix(GRAPHS)
        return f"{self.graphs}{_OTHER}{graph}"

    def text(self, query: str) -> str:
        """Return a query with names as they are in the engine."""
        for ours, theirs in self._renamed:
            query = query.replace(ours, theirs)
        return query

    def data(self, lines: bytes) -> bytes:
        """Return N-Triples with names as they are in the engine."""
        for ours, theirs in self._renamed:
            lines = lines.replace(ours.encode(), theirs.encode())
        return lines

    @property
    def back(self) -> Replacements:
        """What turns answers of the engine into those of the release."""
        others = (f"{self.graphs}{_OTHER}".encode(), b"")
        return (others, *((theirs.encode(), ours.encode()) for ours, theirs in self._renamed))
