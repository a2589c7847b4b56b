"""What a release has: its named things, their classes and the properties that they use.

It is read from the default graph and the index of names alone, so that it works for any dataset and
any vocabulary.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, NamedTuple

from kzgraph.identifiers import BASE, compact
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import successor_of
from kzgraph.reconciliation.classes import Classes
from kzgraph.reconciliation.model import Term
from kzgraph.reconciliation.terms import GENERAL, Terms, id_of, local_name
from kzgraph.reconciliation.texts import Texts, best
from kzgraph.reconciliation.usage import Usage
from kzgraph.statements.kept import Kept
from kzgraph.vocab import KZ

_SHOWN_KEPT: Final = 65_536
_CLASSES_KEPT: Final = 64
_THINGS: Final = "SELECT DISTINCT iri FROM names"
_LANGUAGES: Final = """SELECT lower(language) FROM names WHERE language IS NOT NULL
    GROUP BY lower(language) ORDER BY COUNT(*) DESC, lower(language)"""


class Shown(NamedTuple):
    """A thing in short; ``types`` are the IRIs of its own classes, those of our ontology first."""

    name: str
    description: str
    types: tuple[str, ...]


class Catalogue:
    """The things, classes and properties of a release; any number of threads may ask."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.texts = Texts(graph.store)
        self.classes = Classes(graph.store)
        # A cache around a method of our own would keep this until garbage is looked for.
        self._shown = Kept[Shown](_SHOWN_KEPT)
        self._members = Kept[frozenset[str]](_CLASSES_KEPT)

    @cached_property
    def things(self) -> frozenset[str]:
        """The IRIs of everything that has a name."""
        return frozenset(iri for (iri,) in self.graph.names.rows(_THINGS, {}))

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """Each retired thing with the named thing that has replaced it in the end."""
        store = self.graph.store
        retired = (text_or_empty(row["thing"]) for row in store.select(load("reconcile_retired")))
        found = ((iri, successor_of(store, iri)) for iri in retired)
        return {iri: last for iri, last in found if last is not None and last in self.things}

    @cached_property
    def title(self) -> str:
        """What the dataset is called; kzgraph where it does not say so."""
        return best(self.texts.of(f"{BASE}dataset", self.texts.labels), None) or "kzgraph"

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that names are in, the commonest first."""
        return tuple(language for (language,) in self.graph.names.rows(_LANGUAGES, {}))

    @cached_property
    def types(self) -> Terms:
        """The classes of the named things and those above them; the largest first."""
        return Terms(map(self._term, self._usage.classes_by_size(self.classes)), "type")

    @cached_property
    def properties(self) -> Terms:
        """The general properties, and those that named things use; the commonest first."""
        own = map(self._term, self._usage.properties_of(self.classes, None))
        return Terms([*((term, ()) for term in GENERAL.values()), *own], "property")

    def proposed(self, type_iri: str | None) -> list[Term]:
        """Return the properties that things of a class use, the commonest first; of all for None."""
        if type_iri is None:
            return list(self.properties.all)
        own = self._usage.properties_of(self.classes, type_iri)
        return [*GENERAL.values(), *map(self.properties.get, own)]

    def default_types(self, most: int = 10) -> list[Term]:
        """Return the classes to choose among at first: the largest that have none above them.

        Where there are classes of our ontology, those alone: of others things are only as well.
        """
        own = [term for term in self.types.all if term.iri.startswith(KZ)] or self.types.all
        iris = {term.iri for term in own}
        return [term for term in own if iris.isdisjoint(term.broader)][:most]

    def is_thing(self, iri: str) -> bool:
        """Tell whether something of that IRI has a name."""
        return iri in self.things

    @cached_property
    def _usage(self) -> Usage:
        return Usage.of(self.graph.store, self.classes, self.things)

    def shown(self, iri: str, language: str | None) -> Shown:
        """Return a thing in short, its texts in a language where they are in it."""
        return self._shown.get((iri, language), lambda: self._read(iri, language))

    def members(self, *types: str) -> frozenset[str]:
        """Return the named things of some classes and of those below them."""
        return self._members.get(types, lambda: self.classes.members(types) & self.things)

    def _read(self, iri: str, language: str | None) -> Shown:
        name = best(self.texts.of(iri, self.texts.labels), language) or compact(iri)
        description = best(self.texts.of(iri, self.texts.descriptions), language)
        return Shown(name, description, self.classes.of(iri))

    def _term(self, iri: str) -> tuple[Term, list[str]]:
        labels = self.texts.of(iri, self.texts.labels)
        description = best(self.texts.of(iri, self.texts.descriptions[::-1]), None)
        above = tuple(sorted(self.classes.broader.get(iri, ())))
        term = Term(id_of(iri), iri, best(labels, None) or local_name(iri), description, above)
        return term, [label.value for label in labels]
