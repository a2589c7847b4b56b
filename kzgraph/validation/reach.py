"""How far shapes look: which properties they read beyond the first step, and which backwards."""

from collections.abc import Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kzgraph.validation.made import Reach
from kzgraph.validation.rules import parsed
from kzgraph.vocab import RDF_TYPE

_NESTING = (SH.node, SH.property, SH.qualifiedValueShape, SH["not"], SH["or"], SH["and"], SH.xone)
_PAIRS = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)


def find_reach(files: tuple[Path, ...]) -> Reach:
    """Return how far the shapes of some files look."""
    shapes = parsed(files)
    backward = {str(node) for node in shapes.objects(None, SH.targetObjectsOf)}
    for path in shapes.objects(None, SH.inversePath):
        backward.update(_steps(shapes, path))
    return Reach(_beyond(shapes), frozenset(backward))


def _beyond(shapes: rdflib.Graph) -> frozenset[str]:
    found = {RDF_TYPE}
    for shape, _, path in shapes.triples((None, SH.path, None)):
        found.update(_later_steps(shapes, path))
        for nested in _nested(shapes, shape, set()):
            for inner in shapes.objects(nested, SH.path):
                found.update(_steps(shapes, inner))
            found.update(str(other) for pair in _PAIRS for other in shapes.objects(nested, pair))
    return frozenset(found)


def _steps(shapes: rdflib.Graph, path: Node) -> Iterator[str]:
    """Yield every property in a path."""
    if isinstance(path, rdflib.URIRef):
        yield str(path)
        return
    for _, _, part in shapes.triples((path, None, None)):
        if part != RDF.nil:
            yield from _steps(shapes, part)


def _later_steps(shapes: rdflib.Graph, path: Node) -> Iterator[str]:
    """Yield the properties of a path that are read after its first step."""
    alternatives = shapes.value(path, SH.alternativePath)
    if alternatives is not None:
        for member in shapes.items(alternatives):
            yield from _later_steps(shapes, member)
    elif (path, RDF.first, None) in shapes:
        first, *rest = shapes.items(path)
        yield from _later_steps(shapes, first)
        for step in rest:
            yield from _steps(shapes, step)
    elif not isinstance(path, rdflib.URIRef):
        for inner in shapes.objects(path, SH.inversePath):
            yield from _later_steps(shapes, inner)


def _nested(shapes: rdflib.Graph, shape: Node, seen: set[Node]) -> Iterator[Node]:
    """Yield the shapes inside of a property shape, at any depth."""
    for role in _NESTING:
        for inner in shapes.objects(shape, role):
            for found in _members(shapes, inner):
                if found not in seen:
                    seen.add(found)
                    yield found
                    yield from _nested(shapes, found, seen)


def _members(shapes: rdflib.Graph, node: Node) -> list[Node]:
    """Return the members of a list, or the node itself."""
    return list(shapes.items(node)) if (node, RDF.first, None) in shapes else [node]
