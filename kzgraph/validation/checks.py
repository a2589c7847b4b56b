"""Shapes compiled to queries, each of which finds what breaks one constraint.

The queries ask any store, near or far. What they do not cover is left to pySHACL, shape by shape: a
shape counts as covered when every constraint that its targets are held to is.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import BNode, Node

from kzgraph.identifiers import slug_of
from kzgraph.validation.conditions import term
from kzgraph.validation.failing import Classes, Failing
from kzgraph.validation.made import Check
from kzgraph.validation.node_sets import OF_PATHS
from kzgraph.validation.paths import may_be_empty
from kzgraph.validation.place import Place
from kzgraph.validation.reading import TARGETS, constraints_of, is_class, path_of, roots
from kzgraph.validation.uncovered import Uncovered

Within = Callable[[str], str]
"""Gives, for a variable, the pattern that holds it to the focus nodes of a shape."""


@dataclass(frozen=True)
class Compiled:
    """The checks of the shapes that are covered, and the shapes that are not, with the reason."""

    checks: tuple[Check, ...]
    uncovered: dict[Node, str]


def compiled(
    shapes: rdflib.Graph, classes: Classes, rare: Collection[str] = frozenset()
) -> Compiled:
    """Compile shapes for data that has some classes, of which things are rarely those in ``rare``."""
    checks: list[Check] = []
    uncovered: dict[Node, str] = {}
    for shape in roots(shapes):
        try:
            failing = Failing(shapes, classes, near=_is_for_few(shapes, shape, rare))
            checks.extend(checks_of(failing, shape, _targets(failing, shape)))
        except Uncovered as reason:
            uncovered[shape] = str(reason)
    return Compiled(tuple(checks), uncovered)


def _is_for_few(shapes: rdflib.Graph, shape: Node, rare: Collection[str]) -> bool:
    """Tell whether a shape is for things of rare classes alone."""
    stated = {str(node) for node in shapes.objects(shape, SH.targetClass)}
    others = any((shape, way, None) in shapes for way in TARGETS if way != SH.targetClass)
    return bool(stated) and stated <= set(rare) and not others and not is_class(shapes, shape)


def rule_name(shapes: rdflib.Graph, shape: Node | None) -> str:
    """Name the node shape: a property shape inside of it has no name of its own."""
    owner = shape
    while isinstance(owner, BNode):
        parents = sorted(shapes.subjects(None, owner), key=str)
        if not parents:
            break
        owner = parents[0]
    return slug_of(str(owner))


def checks_of(
    failing: Failing, shape: Node, within: Within, above: tuple[Node, ...] = ()
) -> Iterator[Check]:
    """Yield the checks of a shape that reports, and of the property shapes inside of it."""
    if shape in above:
        raise Uncovered(f"shape that comes back to itself: {shape}")
    once = "DISTINCT " if failing.near else ""
    domain = f"{{ SELECT {once}?focus WHERE {{ {within('?focus')} }} }}"
    kept = f"FILTER EXISTS {{ {within('?focus')} }}"
    place = failing.place(shape, "?focus", "?value", domain, kept)
    _refuse_empty_path(failing.shapes, shape, place)
    for parameter, argument in constraints_of(failing.shapes, shape):
        if parameter == SH.property:
            inner = _stepping(failing, place, within)
            yield from checks_of(failing, argument, inner, (*above, shape))
        else:
            groups = failing.broken(shape, place, parameter, argument)
            yield from _reported(failing.shapes, shape, place, parameter, list(groups))


def _stepping(failing: Failing, place: Place, within: Within) -> Within:
    """Return what holds a variable to the values of a place."""
    if place.path is None:
        return within

    def values(variable: str) -> str:
        node = failing.fresh()
        return f"{within(node)} {node} {place.path} {variable} ."

    return values


def _refuse_empty_path(shapes: rdflib.Graph, shape: Node, place: Place) -> None:
    """Refuse a path that leads from a node to itself where that node may be in no triple."""
    if (shape, SH.targetNode, None) in shapes and may_be_empty(place.path or ""):
        raise Uncovered("an empty path from a stated node")


def _reported(
    shapes: rdflib.Graph, shape: Node, place: Place, parameter: Node, groups: list[str]
) -> Iterator[Check]:
    """Yield the checks of one constraint, one for each group."""
    messages = list(shapes.objects(shape, SH.message))
    if groups and len(messages) != 1:
        raise Uncovered("a constraint without a message, or with several")
    path = path_of(shapes, shape)
    name = slug_of(str(parameter))
    for group in groups:
        yield Check(
            query=_query(place, parameter, group),
            severity=slug_of(str(shapes.value(shape, SH.severity, default=SH.Violation))),
            rule=rule_name(shapes, shape),
            message=str(messages[0]),
            component=f"{name[0].upper()}{name[1:]}ConstraintComponent",
            path=str(path) if isinstance(path, rdflib.URIRef) else None,
        )


def _query(place: Place, parameter: Node, group: str) -> str:
    """Return the query of a group; a node that is its own value is given twice."""
    if parameter in OF_PATHS or parameter == SH.hasValue:
        selected = "?focus"
    elif parameter == SH.closed:
        selected = "?focus ?value ?path"
    else:
        selected = "?focus ?value" if place.path else "?focus (?focus AS ?value)"
    return f"SELECT DISTINCT {selected} WHERE {{ {group} }}"


def _targets(failing: Failing, shape: Node) -> Within:
    """Return what holds a variable to the targets of a shape."""
    shapes = failing.shapes
    classes = list(shapes.objects(shape, SH.targetClass))
    if is_class(shapes, shape):
        classes.append(shape)
    nodes = " ".join(term(node) for node in shapes.objects(shape, SH.targetNode))

    def within(variable: str) -> str:
        other = failing.fresh()
        groups = chain(
            [failing.instances(variable, *classes)] if classes else [],
            [f"VALUES {variable} {{ {nodes} }}"] if nodes else [],
            (f"{variable} {term(p)} {other}" for p in shapes.objects(shape, SH.targetSubjectsOf)),
            (f"{other} {term(p)} {variable}" for p in shapes.objects(shape, SH.targetObjectsOf)),
        )
        return " UNION ".join(f"{{ {group} }}" for group in groups)

    return within


def left_over(shapes: rdflib.Graph, uncovered: dict[Node, str]) -> rdflib.Graph:
    """Return the shapes with the targets of those that are not covered alone."""
    left = rdflib.Graph() + shapes
    for shape in set(roots(shapes)) - uncovered.keys():
        for kind in TARGETS:
            left.remove((shape, kind, None))
        if is_class(shapes, shape):
            left.remove((shape, RDF.type, None))
            left.add((shape, RDF.type, SH.NodeShape))
    return left
