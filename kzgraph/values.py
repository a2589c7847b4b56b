"""From terms to values that people and programs read."""

from collections import defaultdict
from collections.abc import Mapping

from kzgraph.identifiers import compact, slug_of
from kzgraph.model import Value
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Term, text_of, text_or_empty
from kzgraph.store import Store
from kzgraph.vocab import RDFS, XSD

_LABEL = NamedNode(RDFS + "label")

Properties = Mapping[str, tuple[Value, ...]]
"""Property IRI to its values, sorted; empty for a property that is not there."""


def value_of(term: Term | None, label: Term | None = None) -> Value:
    """Return a term with its label; a thing without one is shown by its short name."""
    if isinstance(term, Literal):
        kind = term.datatype.value
        plain = kind in {XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
        return Value(term.value, None, None if plain else kind, term.language)
    iri = text_or_empty(term)
    return Value(text_of(label) if label is not None else compact(iri), iri)


def properties_of(store: Store, iri: str) -> Properties:
    """Return everything said directly about a thing."""
    found: dict[str, list[Value]] = defaultdict(list)
    for row in store.select(load("thing"), {"thing": NamedNode(iri)}):
        found[text_or_empty(row["property"])].append(value_of(row["value"], row["label"]))
    return defaultdict(tuple, {name: tuple(values) for name, values in found.items()})


def label_of(store: Store, iri: str) -> str:
    """Return the English label of a thing, or its short name."""
    # A look-up, no query: lists tell a hundred of them.
    labels = (triple.object for triple in store.about(NamedNode(iri), _LABEL))
    english = (one for one in labels if isinstance(one, Literal) and one.language == "en")
    return value_of(NamedNode(iri), next(english, None)).text


def first(values: tuple[Value, ...]) -> str | None:
    """Return the text of the only value, or None."""
    return values[0].text if values else None


def code(values: tuple[Value, ...]) -> str:
    """Return the local name of the concept that is the only value, such as ``Asserted``."""
    return slug_of(values[0].iri or "") if values else ""


def by_language(values: tuple[Value, ...]) -> dict[str, str]:
    """Return texts by their language tag."""
    return {value.language or "": value.text for value in values}
