"""How much a release holds. After a change that is counted for the things that it touched alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kzgraph.identifiers import ENTITIES_GRAPH
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Triple, text_of
from kzgraph.store import Store
from kzgraph.vocab import KZ, RDF_TYPE, SKOS, XSD

_TYPE, _NAME = NamedNode(RDF_TYPE), NamedNode(SKOS + "prefLabel")
_FACT, _CORROBORATION = NamedNode(KZ + "Fact"), NamedNode(KZ + "corroboration")
_INTEGER = NamedNode(XSD + "integer")
_CLASSES: Final = {
    NamedNode(KZ + "Document"): "documents",
    NamedNode(KZ + "Claim"): "claims",
    _FACT: "facts",
    NamedNode(KZ + "Passage"): "spans",
    NamedNode(KZ + "Conflict"): "conflicts",
}

_NAMES: Final = ("documents", "claims", "facts", "corroborated", "entities", "spans", "conflicts")


def count_all(store: Store) -> dict[str, int]:
    """Count what a store holds (``counts.rq``)."""
    row = next(store.select(load("counts")))
    return {name: int(text_of(value)) for name, value in row.items() if value is not None}


def count_after(
    before: Mapping[str, int], stores: tuple[Store, Store], changed: Iterable[Triple]
) -> dict[str, int]:
    """Return what ``count_all`` would count after a change, given what it counted before.

    ``stores`` hold the data before and after, ``changed`` are the triples of named graphs that one of
    them has and the other not.
    """
    things = {triple.subject for triple in changed if isinstance(triple.subject, NamedNode)}
    then, now = (Counter(n for thing in things for n in _counts(thing, s)) for s in stores)
    return {name: before[name] + now[name] - then[name] for name in _NAMES}


def _counts(thing: NamedNode, store: Store) -> Iterator[str]:
    """Yield the names under which a thing is counted."""
    about = list(store.about(thing))
    kinds = {triple.object for triple in about if triple.predicate == _TYPE}
    yield from (name for kind, name in _CLASSES.items() if kind in kinds)
    if _FACT in kinds:
        yield from ("corroborated" for triple in about if _says_several(triple))
    names = (triple for triple in about if triple.predicate == _NAME)
    if any(store.is_named(triple, ENTITIES_GRAPH) for triple in names):
        yield "entities"


def _says_several(triple: Triple) -> bool:
    number = triple.object
    is_number = isinstance(number, Literal) and number.datatype == _INTEGER
    return triple.predicate == _CORROBORATION and is_number and int(text_of(number)) > 1
