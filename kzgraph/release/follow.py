"""After a change of the named graphs: bring what follows from them up to date, by difference.

Reading a graph out of the store is what costs most in a small write. So a graph is read once at
most, its digest in the manifest tells whether it has changed, and what a process read or wrote
before is kept by digest (``lines``). An update of data says itself which triples it can change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kzgraph import __version__
from kzgraph.derive import derive, scope_of
from kzgraph.errors import BadRequestError, DataError
from kzgraph.identifiers import LINKS_GRAPH
from kzgraph.rdf import DefaultGraph, Quad, Triple, digest, from_lines
from kzgraph.release.changes import FOLLOWING, GUARDED, Change
from kzgraph.release.home import Release
from kzgraph.release.lines import KEPT, Lines, changed, lines_of
from kzgraph.store import Store

LineSet = frozenset[bytes]

_MOST = 2_000
"""Triples of an update that are looked up one by one; beyond that graphs are read."""


@dataclass(frozen=True)
class Difference:
    """The triples of the default graph that a write adds and removes."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


class Following:
    """A changed copy of a release, whose derived graphs and default graph are to follow."""

    def __init__(self, before: Release, store: Store, change: Change) -> None:
        """Take the release before, the changed copy of its store, and the change."""
        self._before, self.store, self._change = before, store, change
        self._digests = before.manifest.graphs
        self._default: list[bytes] | None = None
        self.digests = dict(self._digests)

    @cached_property
    def old(self) -> Store:
        """The store of the release before."""
        return self._before.open_store()

    def follow(self) -> Difference:
        """Derive anew from the changed named graphs, and let the default graph follow.

        Raises ``BadRequestError`` when the change touched what is derived or brought a blank node,
        ``DataError`` when claims are malformed.
        """
        added, removed = self._written()
        _refuse_blank_nodes(added)
        self._apply(added, removed)
        more, less = self._derived(added | removed)
        self._apply(more, less)
        return Difference(
            tuple(from_lines(sorted(added | more))), tuple(from_lines(sorted(removed | less)))
        )

    def default_digest(self) -> str | None:
        """Return the digest of the default graph as it is now, where it was read at all."""
        return None if self._default is None else digest(sorted(self._default))

    def _check_default(self) -> None:
        self._default = self.store.lines(None)
        before = self._before.manifest.default or digest(self.old.lines(None))
        if digest(self._default) != before:
            raise _is_derived("The default graph")

    def _written(self) -> tuple[LineSet, LineSet]:
        """Return the lines that the change added to the named graphs, and those that it removed."""
        touched, mentioned = self._change.touched, self._change.mentioned()
        if touched is not None and mentioned is not None and len(mentioned) <= _MOST:
            found = self._changes_among(mentioned, touched)
            for graph in GUARDED:
                _refuse_if(any(found.get(graph, ())), graph)
            return self._noted(found)
        if touched is None:
            self._check_default()
            touched = frozenset({*self._digests, *self.store.graphs()})
        for graph in touched.intersection(GUARDED):
            _refuse_if(any(self._changes([graph])), graph)
        return self._changes(touched.difference(GUARDED))

    def _changes_among(
        self, mentioned: Iterable[Quad], touched: Iterable[str]
    ) -> dict[str, tuple[set[bytes], set[bytes]]]:
        """Return the lines that each graph gained and lost, of those that can have changed."""
        found: dict[str, tuple[set[bytes], set[bytes]]] = {name: (set(), set()) for name in touched}
        for graph, line, triple in lines_of(mentioned):
            now, then = self.store.is_named(triple, graph), self.old.is_named(triple, graph)
            if now != then:
                found[graph][then].add(line)
        return found

    def _derived(self, written: LineSet) -> tuple[LineSet, LineSet]:
        """Derive anew as far as the change reaches; return the lines that were gained and lost."""
        scope = None
        if self._before.manifest.kzgraph == __version__:
            scope = scope_of(from_lines(sorted(written)), (self.old, self.store))
        derived = derive(self.store, scope)
        if derived.problems:
            raise DataError(derived.problems)
        if scope is None:
            self._replace(derived.quads)
            return self._changes(FOLLOWING)
        now, then = set(derived.quads), set(derive(self.old, scope).quads)
        self.store.change(now - then, then - now)
        found: dict[str, tuple[set[bytes], set[bytes]]] = defaultdict(lambda: (set(), set()))
        for way, quads in enumerate((now - then, then - now)):
            for graph, line, _ in lines_of(quads):
                found[graph][way].add(line)
        return self._noted(found)

    def _noted(self, found: dict[str, tuple[set[bytes], set[bytes]]]) -> tuple[LineSet, LineSet]:
        """Note the digests of changed graphs, and return all lines that were gained and lost."""
        standing = set(self.store.graphs())
        added: set[bytes] = set()
        removed: set[bytes] = set()
        for graph, (gained, lost) in found.items():
            self._note(graph, changed(self._lines_before(graph), gained, lost), standing)
            added |= gained
            removed |= lost
        return frozenset(added), frozenset(removed)

    def _note(self, graph: str, lines: Lines, standing: set[str]) -> None:
        self.digests[graph] = KEPT.keep(lines)
        if graph not in standing:
            del self.digests[graph]

    def _lines_before(self, graph: str) -> Lines:
        """Return the lines of a graph before the change."""
        if graph not in self._digests:
            return ()
        known = KEPT.get(self._digests[graph])
        if known is None:
            known = tuple(self.old.lines(graph))
            KEPT.keep(known)
        return known

    def _changes(self, graphs: Iterable[str]) -> tuple[LineSet, LineSet]:
        """Read some graphs; return the lines that they gained and lost, and note their digests."""
        added: set[bytes] = set()
        removed: set[bytes] = set()
        standing = set(self.store.graphs())
        for graph in graphs:
            now = tuple(self.store.lines(graph))
            self._note(graph, now, standing)
            if digest(now) != self._digests.get(graph, digest(())):
                then = self._lines_before(graph)
                added.update(set(now).difference(then))
                removed.update(set(then).difference(now))
        return frozenset(added), frozenset(removed)

    def _apply(self, added: LineSet, removed: LineSet) -> None:
        """Change the default graph; what another named graph still holds stays."""
        lines = sorted(removed)
        gone = {
            line: triple
            for line, triple in zip(lines, from_lines(lines), strict=True)
            if not self.store.is_named(triple)
        }
        self.store.change(_quads(from_lines(sorted(added))), _quads(gone.values()))
        if self._default is not None:
            self._default = list(set(self._default).difference(gone) | added)

    def _replace(self, derived: Iterable[Quad]) -> None:
        """Make the derived graphs hold these quads, touching none that stays."""
        wanted = set(derived)
        held = {quad for graph in FOLLOWING for quad in self.store.quads(graph)}
        self.store.change(wanted - held, held - wanted)


def _is_derived(what: str) -> BadRequestError:
    return BadRequestError(
        f"{what} cannot be changed: it is derived from the other graphs. "
        "Write to a named graph (GRAPH <...> { ... }); what follows is derived."
    )


def _refuse_if(changed: bool, graph: str) -> None:
    if changed and graph == LINKS_GRAPH:
        raise BadRequestError(
            "The graph of links cannot be changed: it comes from the tables in data/links. "
            "Put a judgement there, and build."
        )
    if changed:
        raise _is_derived("What is in the graphs of facts and derived statements")


def _refuse_blank_nodes(added: LineSet) -> None:
    for triple in from_lines(sorted(added)):
        if "_:" in (str(triple.subject)[:2], str(triple.object)[:2]):
            raise BadRequestError("The change has blank nodes; give each thing an IRI.")


def _quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
