"""Comparing the conditions of a question with what is known of a thing."""

from collections.abc import Iterable, Sequence
from typing import Final

from kzgraph.names import fold
from kzgraph.rdf import BlankNode, Literal, NamedNode, Term, text_of
from kzgraph.read.amounts import amounts_of
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.model import Condition, Given, Quantifier, Reference
from kzgraph.reconciliation.spaces import Space, item_of
from kzgraph.reconciliation.terms import (
    DESCRIPTION,
    IRI,
    NAME,
    OTHER_NAMES,
    TYPE,
    WIKIDATA,
    general,
    iri_of,
    language_of,
)
from kzgraph.reconciliation.values import with_amount, with_literal
from kzgraph.vocab import SKOS

_ALT: Final = NamedNode(SKOS + "altLabel")
_MEANT: Final = 10
"""Things that a text among the values may mean."""


def combined(quantifier: Quantifier, scores: Sequence[float]) -> float:
    """Return how well any, all or none of some values agree."""
    if quantifier == "all":
        return min(scores, default=0.0)
    most = max(scores, default=0.0)
    return most if quantifier == "any" else 1 - most


class Comparison:
    """Compares values for one batch; what a text means is looked up once."""

    def __init__(self, catalogue: Catalogue, space: Space) -> None:
        self._catalogue, self._space = catalogue, space
        self._meant: dict[str, dict[str, float]] = {}

    def agreement(self, condition: Condition, iri: str) -> float | None:
        """Return from 0 to 1 how well a thing meets a condition; None where nothing is known."""
        values = self.values(condition.property, iri)
        if condition.property == NAME:
            values += self.values(OTHER_NAMES, iri)
        if not values or not condition.values:
            return None
        scores = [self._best(given, values) for given in condition.values]
        return combined(condition.quantifier, scores)

    def values(self, prop: str, iri: str) -> list[Term]:
        """Return the values of a property, by its IRI or by the id of a general one."""
        if general(prop) is not None:
            return self._general(prop, iri)
        found = self._catalogue.graph.store.about(NamedNode(iri), NamedNode(prop))
        return [triple.object for triple in found]

    def _general(self, prop: str, iri: str) -> list[Term]:
        catalogue, language = self._catalogue, language_of(prop)
        if prop == NAME or language is not None:
            return [
                text
                for text in catalogue.texts.of(iri, catalogue.texts.labels)
                if _is_in(text, language)
            ]
        if prop == TYPE:
            kinds = catalogue.classes.kinds(catalogue.classes.of(iri))
            return [NamedNode(name) for name in sorted(kinds)]
        if prop == WIKIDATA:
            item = self._space.item(iri)
            return [Literal(item)] if item else []
        if prop == IRI:
            return [Literal(iri)]
        told = catalogue.texts.descriptions if prop == DESCRIPTION else (_ALT,)
        return [*catalogue.texts.of(iri, told)]

    def meant(self, text: str) -> dict[str, float]:
        """Return the things that a text may name, with how well it does."""
        if text not in self._meant:
            (found,) = self._catalogue.graph.names.candidates([text], limit=_MEANT)
            named = {match.iri: match.score for match in found}
            own = self._space.iri_of(text)
            self._meant[text] = named | ({own: 1.0} if own else {})
        return self._meant[text]

    def _best(self, given: Given, values: Iterable[Term]) -> float:
        return max((self._alike(given, value) for value in values), default=0.0)

    def _alike(self, given: Given, value: Term) -> float:
        if isinstance(value, BlankNode):
            return 0.0
        if isinstance(given, Reference):
            return self._same(given, value)
        if isinstance(value, Literal):
            text = (item_of(given) or given) if isinstance(given, str) else given
            return with_literal(text, value)
        return self._named(given, text_of(value))

    def _same(self, given: Reference, value: Term) -> float:
        """Compare a cell that was matched: its id counts, and its name where we do not know the id."""
        iri = self._space.iri_of(given.id) or given.id
        if text_of(value) in (iri, given.id):
            return 1.0
        known = self._catalogue.is_thing(iri) or not given.name
        return 0.0 if known else self._alike(given.name, value)

    def _named(self, given: str | float, iri: str) -> float:
        """Compare a text with a thing: by its names and ids, or with the amount that it is."""
        if isinstance(given, str):
            meant = self.meant(given).get(iri)
            if meant is not None:
                return meant
            if iri == iri_of(given) or fold(given) == fold(self._catalogue.shown(iri, None).name):
                return 1.0
        number = self._catalogue.graph.statements.number_of(iri)
        amount = amounts_of(self._catalogue.graph, [number]).get(number) if number else None
        return with_amount(given, amount) if amount else 0.0


def _is_in(text: Literal, language: str | None) -> bool:
    tag = (text.language or "").lower()
    return language is None or tag == language or tag.partition("-")[0] == language
