"""The classes of a dataset: which are above which, and of which a thing is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from kzgraph.queries import load
from kzgraph.rdf import NamedNode, text_of, text_or_empty
from kzgraph.statements.kept import Kept
from kzgraph.store import Store
from kzgraph.vocab import KZ, RDF_TYPE

_TYPE: Final = NamedNode(RDF_TYPE)
_THINGS_KEPT: Final = 65_536


class Classes:
    """The classes by their IRIs; any number of threads may ask."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = Kept[tuple[str, ...]](_THINGS_KEPT)

    @cached_property
    def broader(self) -> Mapping[str, set[str]]:
        """Each class with those directly above it; what is above itself is not."""
        direct: dict[str, set[str]] = defaultdict(set)
        for row in self._store.select(load("reconcile_classes")):
            name, above = (text_or_empty(row[key]) for key in ("class", "above"))
            if name != above:
                direct[name].add(above)
        return dict(direct)

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """Each class with itself and all classes above it."""
        return {name: frozenset(_closure(name, self.broader)) for name in self.broader}

    def kinds(self, types: Iterable[str]) -> frozenset[str]:
        """Return classes with all that are above them."""
        return frozenset().union(*(self.above.get(name, (name,)) for name in types))

    def below(self, types: Iterable[str]) -> frozenset[str]:
        """Return classes with all that are below them."""
        wanted = frozenset(types)
        return wanted | {n for n, above in self.above.items() if not above.isdisjoint(wanted)}

    def members(self, types: Iterable[str]) -> frozenset[str]:
        """Return what is of some classes, or of those below them."""
        return frozenset(
            text_of(triple.subject)
            for name in self.below(types)
            for triple in self._store.pointing_to(NamedNode(name), _TYPE)
        )

    def of(self, iri: str) -> tuple[str, ...]:
        """Return the own classes of a thing, without those that these imply; ours come first."""
        return self._kept.get(iri, lambda: self._of(iri))

    def _of(self, iri: str) -> tuple[str, ...]:
        found = (triple.object for triple in self._store.about(NamedNode(iri), _TYPE))
        types = {name.value for name in found if isinstance(name, NamedNode)}
        implied = {above for name in types for above in self.kinds((name,)) - {name}}
        # Classes that are above each other imply each other; then all of them are told.
        return tuple(sorted(types - implied or types, key=_own_first))


def _closure(name: str, direct: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        for above in direct.get(waiting.pop(), ()):
            if above not in found:
                found.add(above)
                waiting.append(above)
    return found


def _own_first(name: str) -> tuple[bool, str]:
    return (not name.startswith(KZ), name)
