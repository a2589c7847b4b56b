"""After a change of the named graphs: bring what follows from them up to date, by difference.

Reading a graph out of the store is what costs most in a small write, so each is read once; whether
it has changed is told by its digest in the manifest of the release before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kzgraph.derive import derive
from kzgraph.errors import BadRequestError, DataError
from kzgraph.rdf import DefaultGraph, Quad, Triple, digest, from_lines
from kzgraph.release.changes import FOLLOWING
from kzgraph.release.home import Release
from kzgraph.store import Store

Lines = frozenset[bytes]


@dataclass(frozen=True)
class Difference:
    """The triples of the default graph that a write adds and removes."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


class Following:
    """A changed copy of a release, whose derived graphs and default graph are to follow."""

    def __init__(self, before: Release, store: Store, touched: frozenset[str] | None) -> None:
        """Take the graphs that the change can have touched; None: any, the default one too."""
        self._before, self._store, self._touched = before, store, touched
        self._digests = before.manifest.graphs
        self._default: list[bytes] | None = None
        self.digests = dict(self._digests)

    @cached_property
    def _old(self) -> Store:
        return self._before.open_store()

    def follow(self) -> Difference:
        """Derive anew from the changed named graphs, and let the default graph follow.

        Raises ``BadRequestError`` when the change touched what is derived or brought a blank node,
        ``DataError`` when claims are malformed.
        """
        touched = self._touched
        if touched is None:
            self._check_default()
            touched = frozenset({*self._digests, *self._store.graphs()})
        added, removed = self._changes(touched.difference(FOLLOWING))
        if any(self._changes(touched.intersection(FOLLOWING))):
            raise _derived("What is in the graphs of facts and derived statements")
        _refuse_blank_nodes(added)
        self._apply(added, removed)
        derived = derive(self._store)
        if derived.problems:
            raise DataError(derived.problems)
        self._replace(derived.quads)
        more, less = self._changes(FOLLOWING)
        self._apply(more, less)
        return Difference(
            tuple(from_lines(sorted(added | more))), tuple(from_lines(sorted(removed | less)))
        )

    def default_digest(self) -> str | None:
        """Return the digest of the default graph as it is now, where it was read at all."""
        return None if self._default is None else digest(sorted(self._default))

    def _check_default(self) -> None:
        self._default = self._store.lines(None)
        before = self._before.manifest.default or digest(self._old.lines(None))
        if digest(self._default) != before:
            raise _derived("The default graph")

    def _changes(self, graphs: Iterable[str]) -> tuple[Lines, Lines]:
        """Return the lines that some graphs gained and lost, and note their digests."""
        added: set[bytes] = set()
        removed: set[bytes] = set()
        standing = set(self._store.graphs())
        for graph in graphs:
            now = self._store.lines(graph)
            found = digest(now)
            self.digests[graph] = found
            if graph not in standing:
                del self.digests[graph]
            if found != self._digests.get(graph, digest(())):
                then = self._old.lines(graph)
                added.update(set(now).difference(then))
                removed.update(set(then).difference(now))
        return frozenset(added), frozenset(removed)

    def _apply(self, added: Lines, removed: Lines) -> None:
        """Change the default graph; what another named graph still holds stays."""
        lines = sorted(removed)
        gone = {
            line: triple
            for line, triple in zip(lines, from_lines(lines), strict=True)
            if not self._store.is_named(triple)
        }
        self._store.change(_quads(from_lines(sorted(added))), _quads(gone.values()))
        if self._default is not None:
            self._default = list(set(self._default).difference(gone) | added)

    def _replace(self, derived: Iterable[Quad]) -> None:
        """Make the derived graphs hold these quads, touching none that stays."""
        wanted = set(derived)
        held = {quad for graph in FOLLOWING for quad in self._store.quads(graph)}
        self._store.change(wanted - held, held - wanted)


def _derived(what: str) -> BadRequestError:
    return BadRequestError(
        f"{what} cannot be changed: it is derived from the other graphs. "
        "Write to a named graph (GRAPH <...> { ... }); what follows is derived."
    )


def _refuse_blank_nodes(added: Lines) -> None:
    for triple in from_lines(sorted(added)):
        if "_:" in (str(triple.subject)[:2], str(triple.object)[:2]):
            raise BadRequestError("The change has blank nodes; give each thing an IRI.")


def _quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
