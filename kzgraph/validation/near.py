"""Shapes asked of a few nodes, by the queries that whole data are asked, each looked up from there.

Which of the nodes a shape is meant for is told beforehand, from what the store holds about them: most
shapes are meant for none, and are not asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

import rdflib
from rdflib.namespace import SH
from rdflib.term import Node

from kzgraph.rdf import NamedNode, Term
from kzgraph.store import Store
from kzgraph.validation.checks import Check, checks_of
from kzgraph.validation.failing import Failing
from kzgraph.validation.reading import TARGETS, is_class, roots
from kzgraph.validation.rules import parsed
from kzgraph.validation.uncovered import Uncovered
from kzgraph.vocab import RDF_TYPE, RDFS

_NODES = "<urn:kzgraph:nodes>"
"""Stands in a query for the nodes that it is asked of."""

_OF_NODE, _OF_CLASS = str(SH.targetNode), str(SH.targetClass)
_OF_SUBJECTS, _OF_OBJECTS = str(SH.targetSubjectsOf), str(SH.targetObjectsOf)
_TYPE, _SUBCLASS = NamedNode(RDF_TYPE), NamedNode(RDFS + "subClassOf")

Roles = frozenset[tuple[str, str]]
"""What makes a node a target, or what a shape takes for one: a way of SHACL to target, and an IRI."""


@dataclass(frozen=True)
class Aimed:
    """What a shape is meant for, and its checks."""

    targets: Roles
    checks: tuple[Check, ...]


@lru_cache(maxsize=4)
def aimed(files: tuple[Path, ...]) -> tuple[Aimed, ...] | None:
    """Return the shapes of some files, None where queries do not cover all of them.

    Nor do they where a shape reports on values of its focus nodes by itself.
    """
    shapes = parsed(files)
    if any((inner, SH.property, None) in shapes for inner in _reporting(shapes)):
        return None
    try:
        return tuple(
            Aimed(_targets(shapes, shape), tuple(checks_of(Failing(shapes, None), shape, _among)))
            for shape in roots(shapes)
        )
    except Uncovered:
        return None


def _reporting(shapes: rdflib.Graph) -> Iterator[Node]:
    """Yield the property shapes of the shapes that have targets."""
    for shape in roots(shapes):
        yield from shapes.objects(shape, SH.property)


def _among(variable: str) -> str:
    return f"VALUES {variable} {{ {_NODES} }}"


def _targets(shapes: rdflib.Graph, shape: Node) -> Roles:
    stated = {(str(way), str(goal)) for way in TARGETS for goal in shapes.objects(shape, way)}
    own = {(_OF_CLASS, str(shape))} if is_class(shapes, shape) else set()
    return frozenset(stated | own)


def asked_of(nodes: Iterable[str], shapes: tuple[Aimed, ...], store: Store) -> Iterator[Check]:
    """Yield the checks to run over a store for some nodes, each with the nodes that it is meant for."""
    backward = {iri for shape in shapes for way, iri in shape.targets if way == _OF_OBJECTS}
    roles = {node: _roles(store, NamedNode(node), backward) for node in nodes}
    for shape in shapes:
        meant = " ".join(f"<{node}>" for node, own in roles.items() if own & shape.targets)
        if meant:
            for check in shape.checks:
                yield replace(check, query=check.query.replace(_NODES, meant))


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
            ((_OF_CLASS, iri) for iri in _with_above(store, kinds)),
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
