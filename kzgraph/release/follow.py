"""After a change of the named graphs: bring what follows from them up to date, by difference.

Reading a graph out of the store is what costs most in a small write. Where a change tells which
triples it can add or remove, no graph is read: the digests of graphs follow the difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kzgraph import __version__
from kzgraph.derive import derive, scope_of
from kzgraph.errors import BadRequestError, Problem
from kzgraph.identifiers import LINKS_GRAPH
from kzgraph.rdf import (
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    digest,
    digest_after,
    from_lines,
    text_of,
    write_bytes,
)
from kzgraph.release.changes import FOLLOWING, Change
from kzgraph.release.home import Release
from kzgraph.store import Store

LineSet = frozenset[bytes]
Found = dict[str, tuple[set[bytes], set[bytes]]]
"""Graph to the lines that it gained and lost."""

_MOST = 20_000
"""Triples of a change that are looked up one by one; beyond that graphs are read."""


@dataclass(frozen=True)
class Difference:
    """The triples of the default graph that a write adds and removes; what is wrong with claims.

    A triple that goes from one named graph to another is both added and removed.
    """

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]
    problems: tuple[Problem, ...]

    @property
    def changed(self) -> tuple[Triple, ...]:
        """All of them."""
        return (*self.added, *self.removed)


class Following:
    """A changed copy of a release, whose derived graphs and default graph are to follow."""

    def __init__(self, before: Release, store: Store, change: Change) -> None:
        """Take the release before, the changed copy of its store, and the change."""
        self._before, self.store, self._change = before, store, change
        self._same = before.manifest.kzgraph == __version__
        self.default = before.manifest.default if self._same else None
        self.digests = dict(before.manifest.graphs)
        if not self._same:
            self.digests = {name: digest(self.old.lines(name)) for name in self.old.graphs()}

    @cached_property
    def old(self) -> Store:
        """The store of the release before."""
        return self._before.open_store()

    def follow(self) -> Difference:
        """Derive anew from the changed named graphs, and let the default graph follow.

        Raises ``BadRequestError`` when the change touched what is derived or brought a blank node.
        """
        added, removed = self._written()
        _refuse_blank_nodes(added)
        self._apply(added, removed)
        more, less, problems = self._derived(added | removed)
        self._apply(more, less)
        return Difference(
            tuple(from_lines(sorted(added | more))),
            tuple(from_lines(sorted(removed | less))),
            tuple(problems),
        )

    def _check_default(self) -> None:
        now = digest(self.store.lines(None))
        if now != (self.default or digest(self.old.lines(None))):
            raise _is_derived("The default graph")
        self.default = now

    def _written(self) -> tuple[LineSet, LineSet]:
        """Return the lines that the change added to the named graphs, and those that it removed."""
        touched, mentioned = self._change.touched, self._change.mentioned()
        if touched is not None and mentioned is not None and len(mentioned) <= _MOST:
            found = self._found_among(mentioned, touched)
        else:
            if touched is None:
                self._check_default()
                touched = frozenset({*self.digests, *self.store.graphs()})
            found = self._found_in(touched)
        for graph in self._change.guarded:
            _refuse_if(any(found.get(graph, ())), graph)
        return self._noted(found)

    def _found_among(self, mentioned: Iterable[Quad], touched: Iterable[str]) -> Found:
        """Return what graphs gained and lost, of quads that can have changed."""
        found: Found = {name: (set(), set()) for name in touched}
        for graph, line, triple in _lines_of(mentioned):
            now, then = self.store.is_named(triple, graph), self.old.is_named(triple, graph)
            if now != then:
                found[graph][then].add(line)
        return found

    def _found_in(self, graphs: Iterable[str]) -> Found:
        """Read some graphs; return what they gained and lost."""
        found: Found = {}
        for graph in graphs:
            now = self.store.lines(graph)
            then = now if digest(now) == self.digests.get(graph) else self.old.lines(graph)
            found[graph] = (set(now).difference(then), set(then).difference(now))
        return found

    def _derived(self, written: LineSet) -> tuple[LineSet, LineSet, list[Problem]]:
        """Derive anew as far as the change reaches; return the lines that were gained and lost."""
        changed = from_lines(sorted(written))
        scope = scope_of(changed, (self.old, self.store)) if self._same else None
        derived = derive(self.store, scope)
        now = set(derived.quads)
        if scope is None:
            then = {quad for graph in FOLLOWING for quad in self.old.quads(graph)}
        else:
            then = set(derive(self.old, scope).quads)
        self.store.change(now - then, then - now)
        found: Found = defaultdict(lambda: (set(), set()))
        for way, quads in enumerate((now - then, then - now)):
            for graph, line, _ in _lines_of(quads):
                found[graph][way].add(line)
        return *self._noted(found), derived.problems

    def _noted(self, found: Found) -> tuple[LineSet, LineSet]:
        """Note the digests of changed graphs, and return all lines that were gained and lost."""
        standing = set(self.store.graphs())
        added: set[bytes] = set()
        removed: set[bytes] = set()
        for graph, (gained, lost) in found.items():
            known = self.digests.pop(graph, digest(()))
            if graph in standing:
                self.digests[graph] = digest_after(known, gained, lost)
            added |= gained
            removed |= lost
        return frozenset(added), frozenset(removed)

    def _apply(self, added: LineSet, removed: LineSet) -> None:
        """Change the default graph; what another named graph still holds stays."""
        come = {line: t for line, t in _triples(added) if not _holds(self.store, t)}
        gone = {line: t for line, t in _triples(removed) if not self.store.is_named(t)}
        self.store.change(_quads(come.values()), _quads(gone.values()))
        if self.default is not None:
            self.default = digest_after(self.default, come, gone)


def _lines_of(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes, Triple]]:
    """Yield the graph, the line and the triple of each quad of a named graph."""
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            triple = Triple(quad.subject, quad.predicate, quad.object)
            yield text_of(quad.graph_name), write_bytes([triple], RdfFormat.N_TRIPLES), triple


def _triples(lines: LineSet) -> Iterator[tuple[bytes, Triple]]:
    ordered = sorted(lines)
    return zip(ordered, from_lines(ordered), strict=True)


def _holds(store: Store, triple: Triple) -> bool:
    """Tell whether the default graph holds a triple."""
    if not isinstance(triple.subject, NamedNode):
        return False
    return any(one.object == triple.object for one in store.about(triple.subject, triple.predicate))


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
