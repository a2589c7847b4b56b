"""What a change can touch: the nodes to look at again, and what shapes can see from them."""

from collections.abc import Iterable, Iterator

import rdflib

from kzgraph.rdf import NamedNode, RdfFormat, Term, Triple, write_bytes
from kzgraph.store import Store
from kzgraph.validation.reach import Reach
from kzgraph.vocab import RDF_TYPE, RDFS

_REACH = 2
"""Steps of the longest path in a shape."""

_MOST = 2_000
"""Nodes to look at again; beyond that the whole is as quick."""

_TYPE, _SUBCLASS = NamedNode(RDF_TYPE), NamedNode(RDFS + "subClassOf")


def affected(store: Store, changed: Iterable[Triple], reach: Reach) -> set[str] | None:
    """Return the nodes whose validation a change can alter, or None when they are too many.

    These are the subjects of changed triples, and the objects where a shape reads the property from
    there; and what leads to one of them where the property is read beyond a first step.
    """
    found: set[NamedNode] = set()
    frontier: set[NamedNode] = set()
    for triple in changed:
        ends: list[Term] = [triple.subject]
        if triple.predicate.value in reach.backward:
            ends.append(triple.object)
        nodes = {node for node in ends if isinstance(node, NamedNode)}
        found |= nodes
        if triple.predicate.value in reach.beyond:
            frontier |= nodes
    for _ in range(_REACH):
        frontier = {near for node in frontier for near in _leading(store, node, reach)} - found
        found |= frontier
        if len(found) > _MOST:
            return None
    return {node.value for node in found}


def _leading(store: Store, node: NamedNode, reach: Reach) -> Iterator[NamedNode]:
    """Yield the nodes from which a shape can come to a node in one step."""
    for triple in store.pointing_to(node):
        if isinstance(triple.subject, NamedNode):
            yield triple.subject
    for triple in _about(store, node, reach.backward):
        if isinstance(triple.object, NamedNode):
            yield triple.object


def seen_from(store: Store, nodes: Iterable[str], reach: Reach) -> rdflib.Graph:
    """Return what shapes can see from some nodes: two steps, and the classes of what is there."""
    triples: set[Triple] = set()
    for iri in nodes:
        node = NamedNode(iri)
        first = {*store.about(node), *_to(store, node, reach.backward)}
        triples |= first
        for near in _ends(first) - {node}:
            second = {*_about(store, near, reach.beyond)}
            second.update(_to(store, near, reach.beyond & reach.backward))
            triples |= second
            for far in _ends(second):
                triples.update(store.about(far, _TYPE))
    triples.update(_class_tree(store, {t.object for t in triples if t.predicate == _TYPE}))
    data = write_bytes(triples, RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def _about(store: Store, node: NamedNode, properties: Iterable[str]) -> Iterator[Triple]:
    for iri in properties:
        yield from store.about(node, NamedNode(iri))


def _to(store: Store, node: NamedNode, properties: Iterable[str]) -> Iterator[Triple]:
    for iri in properties:
        yield from store.pointing_to(node, NamedNode(iri))


def _ends(triples: Iterable[Triple]) -> set[NamedNode]:
    """Return the nodes at both ends; a class is no end, since shapes read its tree alone."""
    return {
        node
        for triple in triples
        if triple.predicate != _TYPE
        for node in (triple.subject, triple.object)
        if isinstance(node, NamedNode)
    }


def _class_tree(store: Store, classes: Iterable[object]) -> set[Triple]:
    """Return the links from some classes to the classes above them, at any height."""
    links: set[Triple] = set()
    above = {node for node in classes if isinstance(node, NamedNode)}
    while above:
        new = {t for node in above for t in store.about(node, _SUBCLASS)} - links
        links |= new
        above = {t.object for t in new if isinstance(t.object, NamedNode)}
    return links
