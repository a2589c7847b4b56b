"""Shapes that look at all their focus nodes together, and find the very same.

pySHACL comes to a property shape once for each focus node of the node shape that has it, and reads
its parameters anew each time: half of the time that a validation takes. A property shape that has
targets of its own (SHACL, section 2.3) takes all its focus nodes at once.
"""

from collections.abc import Iterator
from functools import lru_cache

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import BNode, Node

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


@lru_cache(maxsize=8)
def together(shapes: rdflib.Graph) -> rdflib.Graph:
    """Return shapes in which the targets of node shapes are those of their property shapes.

    The graph that is given must not change afterwards; it still tells which node shape a property
    shape belongs to.
    """
    moved = rdflib.Graph() + shapes
    for owner, shape in _movable(shapes):
        moved.remove((owner, SH.property, shape))
        for kind in _TARGETS:
            for target in shapes.objects(owner, kind):
                moved.add((shape, kind, target))
    return moved


def _movable(shapes: rdflib.Graph) -> Iterator[tuple[Node, Node]]:
    """Yield node shapes with those property shapes that nothing but their targets leads to."""
    for owner, shape in shapes.subject_objects(SH.property):
        alone = isinstance(shape, BNode) and len(list(shapes.subjects(None, shape))) == 1
        if alone and _has_targets_only(shapes, owner):
            yield owner, shape


def _has_targets_only(shapes: rdflib.Graph, owner: Node) -> bool:
    """Tell whether a shape gets its focus nodes from stated targets, and from no other shape."""
    otherwise = (
        (None, None, owner),
        (owner, SH.path, None),
        (owner, SH.deactivated, None),
        (owner, RDF.type, RDFS.Class),
    )
    return all(pattern not in shapes for pattern in otherwise)
