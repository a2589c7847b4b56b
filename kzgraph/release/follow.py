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
from kzgraph.errors import Problem
from kzgraph.rdf import DefaultGraph, NamedNode, Quad, Triple, digest, digest_after, from_lines
from kzgraph.release.changes import FOLLOWING, Change
from kzgraph.release.gained import Found, LineSet, found_among, found_in, lines_of
from kzgraph.release.home import Release
from kzgraph.release.refusals import is_derived, refuse_blank_nodes, refuse_if
from kzgraph.store import Store

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
        refuse_blank_nodes(added)
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
            raise is_derived("The default graph")
        self.default = now

    def _written(self) -> tuple[LineSet, LineSet]:
        """Return the lines that the change added to the named graphs, and those that it removed."""
        touched, mentioned = self._change.touched, self._change.mentioned()
        if touched is not None and mentioned is not None and len(mentioned) <= _MOST:
            found = found_among(self.old, self.store, mentioned, touched)
        else:
            if touched is None:
                self._check_default()
                touched = frozenset({*self.digests, *self.store.graphs()})
            found = found_in(self.old, self.store, touched, self.digests)
        for graph in self._change.guarded:
            refuse_if(any(found.get(graph, ())), graph)
        return self._noted(found)

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
            for graph, line, _ in lines_of(quads):
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


def _triples(lines: LineSet) -> Iterator[tuple[bytes, Triple]]:
    ordered = sorted(lines)
    return zip(ordered, from_lines(ordered), strict=True)


def _holds(store: Store, triple: Triple) -> bool:
    """Tell whether the default graph holds a triple."""
    if not isinstance(triple.subject, NamedNode):
        return False
    return any(one.object == triple.object for one in store.about(triple.subject, triple.predicate))


def _quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
