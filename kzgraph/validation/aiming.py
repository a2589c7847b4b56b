"""Shapes compiled for a few nodes at a time: each with what it is meant for."""

from collections.abc import Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import SH
from rdflib.term import Node

from kzgraph.validation.checks import checks_of
from kzgraph.validation.failing import Failing
from kzgraph.validation.made import Aimed, Roles
from kzgraph.validation.near import NODES, OF_CLASS
from kzgraph.validation.reading import TARGETS, is_class, roots
from kzgraph.validation.rules import parsed
from kzgraph.validation.uncovered import Uncovered


def aim(files: tuple[Path, ...]) -> tuple[Aimed, ...] | None:
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
    return f"VALUES {variable} {{ {NODES} }}"


def _targets(shapes: rdflib.Graph, shape: Node) -> Roles:
    stated = {(str(way), str(goal)) for way in TARGETS for goal in shapes.objects(shape, way)}
    own = {(OF_CLASS, str(shape))} if is_class(shapes, shape) else set()
    return frozenset(stated | own)
