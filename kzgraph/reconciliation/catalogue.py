"""What a release has: its named things, their classes and the properties that they use.

It is read from the default graph and the index of names alone, so that it works for any dataset and
any vocabulary.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from kzgraph.identifiers import BASE, compact
from kzgraph.queries import load
from kzgraph.rdf import BlankNode, Literal, NamedNode, Triple, text_of, text_or_empty
from kzgraph.read.graph import Graph
from kzgraph.reconciliation.model import Term
from kzgraph.reconciliation.terms import GENERAL, Terms, id_of, local_name
from kzgraph.vocab import DCTERMS, FOAF, KZ, RDF_TYPE, RDFS, SCHEMA, SKOS

OLD_SCHEMA: Final = "http://schema.org/"
"""The name-space that many datasets still have for schema.org."""

LABELS: Final = tuple(
    NamedNode(iri)
    for iri in (
        SKOS + "prefLabel",
        RDFS + "label",
        SCHEMA + "name",
        OLD_SCHEMA + "name",
        FOAF + "name",
        DCTERMS + "title",
    )
)
DESCRIPTIONS: Final = tuple(
    NamedNode(iri)
    for iri in (
        SCHEMA + "description",
        OLD_SCHEMA + "description",
        DCTERMS + "description",
        SKOS + "definition",
        RDFS + "comment",
    )
)
_TYPE: Final = NamedNode(RDF_TYPE)
_FIRST: Final = "en"
_SAMPLE: Final = 200
"""Things of a class whose properties are looked at; what more of them have is had by these, too."""

_SHOWN_KEPT: Final = 65_536
_CLASSES_KEPT: Final = 64
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


class Shown(NamedTuple):
    """A thing in short; ``types`` are the IRIs of its own classes, those of our ontology first."""

    name: str
    description: str
    types: tuple[str, ...]


class Catalogue:
    """The things, classes and properties of a release; any number of threads may ask."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.shown = lru_cache(_SHOWN_KEPT)(self._shown)
        self.members = lru_cache(_CLASSES_KEPT)(self._members)

    @cached_property
    def things(self) -> frozenset[str]:
        """The IRIs of everything that has a name."""
        return frozenset(iri for (iri,) in self.graph.names.rows(_THINGS, {}))

    @cached_property
    def title(self) -> str:
        """What the dataset is called; kzgraph where it does not say so."""
        return best(self.texts(f"{BASE}dataset", self.labels), None) or "kzgraph"

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that names are in, the commonest first."""
        return tuple(language for (language,) in self.graph.names.rows(_LANGUAGES, {}))

    @cached_property
    def labels(self) -> tuple[NamedNode, ...]:
        """The properties that give names here, the first choice first."""
        return tuple(filter(self._is_used, LABELS))

    @cached_property
    def descriptions(self) -> tuple[NamedNode, ...]:
        """The properties that say here what something is, the first choice first."""
        return tuple(filter(self._is_used, DESCRIPTIONS))

    @cached_property
    def broader(self) -> Mapping[str, set[str]]:
        """Each class with those directly above it; what is above itself is not."""
        direct: dict[str, set[str]] = defaultdict(set)
        for row in self.graph.store.select(load("reconcile_classes")):
            name, above = (text_or_empty(row[key]) for key in ("class", "above"))
            if name != above:
                direct[name].add(above)
        return dict(direct)

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """Each class with itself and all classes above it."""
        return {name: frozenset(_closure(name, self.broader)) for name in self.broader}

    @cached_property
    def types(self) -> Terms:
        """The classes of the named things and those above them; the largest first."""
        counts: Counter[str] = Counter()
        for name, number in self._used[0].items():
            for above in self.kinds((name,)):
                counts[above] += number
        return Terms((self._term(iri) for iri, _ in _by_count(counts)), "type")

    @cached_property
    def properties(self) -> Terms:
        """The general properties, and those that named things use; the commonest first."""
        total: Counter[str] = Counter()
        for counted in self._used[1].values():
            total.update(counted)
        own = (self._term(iri) for iri, _ in _by_count(total))
        return Terms([*((term, ()) for term in GENERAL.values()), *own], "property")

    def proposed(self, type_iri: str | None) -> list[Term]:
        """Return the properties that things of a class use, the commonest first; of all for None."""
        if type_iri is None:
            return list(self.properties.all)
        counts: Counter[str] = Counter()
        for name, counted in self._used[1].items():
            if type_iri in self.kinds((name,)):
                counts.update(counted)
        return [*GENERAL.values(), *(self.properties.get(iri) for iri, _ in _by_count(counts))]

    def default_types(self, most: int = 10) -> list[Term]:
        """Return the classes to choose among at first: the largest that have none above them.

        Where there are classes of our ontology, those alone: of others things are only as well.
        """
        own = [term for term in self.types.all if term.iri.startswith(KZ)] or self.types.all
        iris = {term.iri for term in own}
        return [term for term in own if iris.isdisjoint(term.broader)][:most]

    def kinds(self, types: Iterable[str]) -> frozenset[str]:
        """Return classes with all that are above them."""
        return frozenset().union(*(self.above.get(name, (name,)) for name in types))

    def is_thing(self, iri: str) -> bool:
        """Tell whether something of that IRI has a name."""
        return iri in self.things

    def texts(self, iri: str, properties: Iterable[NamedNode]) -> list[Literal]:
        """Return the texts of the first of some properties that a thing has."""
        for prop in properties:
            found = (triple.object for triple in self.graph.store.about(NamedNode(iri), prop))
            texts = [text for text in found if isinstance(text, Literal)]
            if texts:
                return texts
        return []

    def _is_used(self, prop: NamedNode) -> bool:
        found = self.graph.store.select(load("reconcile_used"), {"property": prop})
        return any(True for _ in found)

    def _shown(self, iri: str, language: str | None = None) -> Shown:
        name = best(self.texts(iri, self.labels), language) or compact(iri)
        description = best(self.texts(iri, self.descriptions), language)
        return Shown(name, description, self._types_of(iri))

    def below(self, types: Iterable[str]) -> frozenset[str]:
        """Return classes with all that are below them."""
        wanted = frozenset(types)
        return wanted | {n for n, above in self.above.items() if not above.isdisjoint(wanted)}

    def _members(self, *types: str) -> frozenset[str]:
        """Return the named things of some classes and of those below them."""
        found = (
            text_of(triple.subject)
            for name in self.below(types)
            for triple in self.graph.store.pointing_to(NamedNode(name), _TYPE)
        )
        return frozenset(found) & self.things

    def _types_of(self, iri: str) -> tuple[str, ...]:
        found = (triple.object for triple in self.graph.store.about(NamedNode(iri), _TYPE))
        types = {name.value for name in found if isinstance(name, NamedNode)}
        implied = {above for name in types for above in self.kinds((name,)) - {name}}
        # Classes that are above each other imply each other; then all of them are told.
        return tuple(sorted(types - implied or types, key=_own_first))

    @cached_property
    def _used(self) -> tuple[Counter[str], dict[str, Counter[str]]]:
        """How many named things each class has of its own, and how many use each property."""
        sizes: Counter[str] = Counter()
        used: dict[str, Counter[str]] = defaultdict(Counter)
        for iri in sorted(self.things):
            types = self._types_of(iri)
            sizes.update(types)
            if any(sizes[name] <= _SAMPLE for name in types):
                properties = _properties(self.graph.store.about(NamedNode(iri)))
                for name in types:
                    used[name].update(properties)
        return sizes, used

    def _term(self, iri: str) -> tuple[Term, list[str]]:
        labels = self.texts(iri, self.labels)
        description = best(self.texts(iri, self.descriptions[::-1]), None)
        above = tuple(sorted(self.broader.get(iri, ())))
        term = Term(id_of(iri), iri, best(labels, None) or local_name(iri), description, above)
        return term, [label.value for label in labels]


_THINGS: Final = "SELECT DISTINCT iri FROM names"
_LANGUAGES: Final = """SELECT lower(language) FROM names WHERE language IS NOT NULL
    GROUP BY lower(language) ORDER BY COUNT(*) DESC, lower(language)"""


def best(texts: Iterable[Literal], language: str | None) -> str:
    """Return the text in a language, else in English, else in whichever comes first; "" for none.

    ``kk`` takes ``kk-cyrl``.
    """
    wanted = (language or _FIRST).lower()

    def order(text: Literal) -> tuple[int, str, str]:
        tag = (text.language or "").lower()
        places = (tag == wanted, tag.partition("-")[0] == wanted, tag == _FIRST, not tag, True)
        return places.index(True), tag, text.value

    return min(texts, key=order).value if (texts := list(texts)) else ""


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


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _properties(triples: Iterator[Triple]) -> set[str]:
    told = {t.predicate.value for t in triples if not isinstance(t.object, BlankNode)}
    return told - _TOLD_APART
