"""What a change can touch: the nodes to look at again."""

from collections.abc import Iterable, Iterator

from kzgraph.rdf import NamedNode, Term, Triple
from kzgraph.store import Store
from kzgraph.validation.made import Reach

_REACH = 2
"""Steps of the longest path in a shape."""

_MOST = 2_000
"""Nodes to look at again; beyond that the whole is as quick."""


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
    for iri in reach.backward:
        for triple in store.about(node, NamedNode(iri)):
            if isinstance(triple.object, NamedNode):
                yield triple.object
