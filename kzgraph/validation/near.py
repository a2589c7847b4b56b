"""Shapes asked of a few nodes, by the queries that whole data are asked, each looked up from there.

Which of the nodes a shape is meant for is told beforehand, from what the store holds about them: most
shapes are meant for none, and are not asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from kzgraph.rdf import NamedNode, Term
from kzgraph.store import Store
from kzgraph.validation.made import Aimed, Check, Roles
from kzgraph.vocab import RDF_TYPE, RDFS, SH

NODES = "<urn:kzgraph:nodes>"
"""Stands in a query for the nodes that it is asked of."""

OF_CLASS = SH + "targetClass"
_OF_NODE = SH + "targetNode"
_OF_SUBJECTS, _OF_OBJECTS = SH + "targetSubjectsOf", SH + "targetObjectsOf"
_TYPE, _SUBCLASS = NamedNode(RDF_TYPE), NamedNode(RDFS + "subClassOf")


def asked_of(nodes: Iterable[str], shapes: tuple[Aimed, ...], store: Store) -> Iterator[Check]:
    """Yield the checks to run over a store for some nodes, each with the nodes that it is meant for."""
    backward = {iri for shape in shapes for way, iri in shape.targets if way == _OF_OBJECTS}
    roles = {node: _roles(store, NamedNode(node), backward) for node in nodes}
    for shape in shapes:
        meant = " ".join(f"<{node}>" for node, own in roles.items() if own & shape.targets)
        if meant:
            for check in shape.checks:
                yield replace(check, query=check.query.replace(NODES, meant))


def _roles(store: Store, node: NamedNode, backward: Iterable[str]) -> Roles:
    """Return what a node is, of all that can make it a target."""
    about = list(store.about(node))
    kinds = {triple.object for triple in about if triple.predicate == _TYPE}
    pointed = (
        iri for iri in backward if any(True for _ in store.pointing_to(node, NamedNode(iri)))
    )
    return frozenset(
        chain(
            [(_OF_NODE, node.value)],
            ((OF_CLASS, iri) for iri in _with_above(store, kinds)),
            ((_OF_SUBJECTS, triple.predicate.value) for triple in about),
            ((_OF_OBJECTS, iri) for iri in pointed),
        )
    )


def _with_above(store: Store, kinds: Iterable[Term]) -> set[str]:
    """Return some classes with the classes above them, at any height."""
    found: set[str] = set()
    waiting = {kind for kind in kinds if isinstance(kind, NamedNode)}
    while waiting:
        found.update(kind.value for kind in waiting)
        above = {triple.object for kind in waiting for triple in store.about(kind, _SUBCLASS)}
        waiting = {
            kind for kind in above if isinstance(kind, NamedNode) and kind.value not in found
        }
    return found
