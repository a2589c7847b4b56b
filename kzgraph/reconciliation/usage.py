"""Which classes and properties the named things of a dataset use, and how often."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from kzgraph.rdf import BlankNode, NamedNode, Triple
from kzgraph.reconciliation.classes import Classes
from kzgraph.reconciliation.terms import GENERAL
from kzgraph.reconciliation.texts import DESCRIPTIONS, LABELS
from kzgraph.store import Store
from kzgraph.vocab import KZ, RDFS, SKOS

_SAMPLE: Final = 200
"""Things of a class whose properties are looked at; what more of them have is had by these, too."""

_BOOKKEEPING: Final = (
    RDFS + "isDefinedBy",
    SKOS + "inScheme",
    SKOS + "topConceptOf",
    SKOS + "example",
    SKOS + "closeMatch",
    SKOS + "broadMatch",
    SKOS + "narrowMatch",
    KZ + "alignmentNote",
)
_TOLD_APART: Final = frozenset(
    {
        *(node.value for node in (*LABELS, *DESCRIPTIONS)),
        *(term.iri for term in GENERAL.values()),
        *_BOOKKEEPING,
    }
)
"""Properties that the general ones stand for, and those of which nobody wants a column."""


class Usage(NamedTuple):
    """How many things each class has of its own, and how many of each class use a property."""

    sizes: Counter[str]
    properties: Mapping[str, Counter[str]]

    @classmethod
    def of(cls, store: Store, classes: Classes, things: Iterable[str]) -> "Usage":
        """Count over some things."""
        sizes: Counter[str] = Counter()
        used: dict[str, Counter[str]] = defaultdict(Counter)
        for iri in sorted(things):
            types = classes.of(iri)
            sizes.update(types)
            if any(sizes[name] <= _SAMPLE for name in types):
                properties = _properties(store.about(NamedNode(iri)))
                for name in types:
                    used[name].update(properties)
        return cls(sizes, used)

    def classes_by_size(self, classes: Classes) -> list[str]:
        """Return the classes and those above them, the largest first."""
        counts: Counter[str] = Counter()
        for name, number in self.sizes.items():
            for above in classes.kinds((name,)):
                counts[above] += number
        return _by_count(counts)

    def properties_of(self, classes: Classes, type_iri: str | None) -> list[str]:
        """Return the properties that things of a class use, the commonest first; of all for None."""
        counts: Counter[str] = Counter()
        for name, counted in self.properties.items():
            if type_iri is None or type_iri in classes.kinds((name,)):
                counts.update(counted)
        return _by_count(counts)


def _by_count(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def _properties(triples: Iterator[Triple]) -> set[str]:
    told = {t.predicate.value for t in triples if not isinstance(t.object, BlankNode)}
    return told - _TOLD_APART
