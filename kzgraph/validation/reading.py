"""Reading shapes: which constraints a shape has, and which shapes look for nodes by themselves."""

from collections.abc import Iterator

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kzgraph.validation.uncovered import Uncovered

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)

_SHAPES = (SH.NodeShape, SH.PropertyShape)

_SAID_ELSEWHERE = {
    *TARGETS,
    SH.path,
    SH.message,
    SH.severity,
    SH.name,
    SH.description,
    SH.order,
    SH.group,
    SH.defaultValue,
}
"""What a shape says of itself that is no constraint."""


def roots(shapes: rdflib.Graph) -> list[Node]:
    """Return the shapes that state targets, or are classes whose instances they hold."""
    stated = {shape for target in TARGETS for shape in shapes.subjects(target)}
    typed = {shape for kind in _SHAPES for shape in shapes.subjects(RDF.type, kind)}
    classes = {shape for shape in typed if is_class(shapes, shape)}
    return sorted(stated | classes, key=str)


def is_class(shapes: rdflib.Graph, shape: Node) -> bool:
    """Tell whether a shape is a class as well, so that its instances are its targets."""
    kinds = {RDFS.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    return any((shape, RDF.type, kind) in shapes for kind in kinds)


def constraints_of(shapes: rdflib.Graph, shape: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the parameters that a shape states, with their values, in a settled order.

    Raises ``Uncovered`` where a shape is deactivated, or the shapes declare components of their own.
    """
    if (None, SH.parameter, None) in shapes:
        raise Uncovered("constraint components of its own")
    for parameter, argument in sorted(shapes.predicate_objects(shape), key=str):
        if str(parameter).startswith(str(SH)) and parameter not in _SAID_ELSEWHERE:
            if parameter == SH.deactivated:
                raise Uncovered("a shape that is deactivated")
            yield parameter, argument


def path_of(shapes: rdflib.Graph, shape: Node) -> Node | None:
    """Return the path of a property shape, None for a node shape."""
    return shapes.value(shape, SH.path)


def number(limit: Node) -> int:
    """Return the whole number that a parameter gives."""
    if isinstance(limit, rdflib.Literal) and isinstance(limit.value, int):
        return limit.value
    raise Uncovered(f"not a whole number: {limit}")
