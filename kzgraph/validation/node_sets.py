"""Constraints that a node breaks by its values together, as patterns that bind the node."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kzgraph.validation.conditions import term
from kzgraph.validation.place import Place
from kzgraph.validation.reading import number
from kzgraph.validation.uncovered import Uncovered

if TYPE_CHECKING:
    from kzgraph.validation.failing import Failing

OfNodes = Callable[["Failing", Node, Place, Node], Iterator[str]]
"""Makes the patterns, given the shape, where it is looked at and the value of the parameter."""


def _least(_: "Failing", _shape: Node, place: Place, limit: Node) -> Iterator[str]:
    if number(limit) == 1:
        yield f"{{ {place.domain} }} MINUS {{ {place.values} }}"
    elif number(limit) > 1:
        enough = place.counting(place.values, f">= {number(limit)}")
        yield f"{{ {place.domain} }} MINUS {{ {enough} }}"


def _most(failing: "Failing", _shape: Node, place: Place, limit: Node) -> Iterator[str]:
    """Count first whether there are more values than nodes at all, where one value is allowed."""
    found = place.counting(place.values, f"> {number(limit)}")
    if number(limit) == 1 and place.counted == "*" and not place.near:
        counts = f"SELECT (COUNT(*) AS {failing.fresh()}) WHERE {{ {place.values} }}"
        found = f"{{ {counts} HAVING (COUNT(*) > COUNT(DISTINCT {place.node})) }} {found}"
    yield f"{found} {place.within}"


def _has_value(_: "Failing", _shape: Node, place: Place, wanted: Node) -> Iterator[str]:
    if place.path is None:
        yield f"{{ {place.domain} }} FILTER(!sameTerm({place.node}, {term(wanted)}))"
    else:
        found = place.from_node(f"{place.node} {place.path} {term(wanted)}")
        yield f"{{ {place.domain} }} MINUS {{ {found} }}"


def _property(failing: "Failing", _shape: Node, place: Place, inner: Node) -> Iterator[str]:
    for group in failing.of(inner, place.value, place.values):
        yield place.held(group)


def _unique_language(failing: "Failing", _shape: Node, place: Place, flag: Node) -> Iterator[str]:
    if not _true(flag):
        return
    tag = failing.fresh()
    yield (
        f"{{ SELECT DISTINCT {place.node} WHERE {{ {place.values} BIND(LCASE(LANG({place.value})) "
        f'AS {tag}) FILTER({tag} != "") }} GROUP BY {place.node} {tag} '
        f"HAVING (COUNT({place.counted}) > 1) }} {place.within}"
    )


def _closed(failing: "Failing", shape: Node, place: Place, flag: Node) -> Iterator[str]:
    if place.path is not None:
        raise Uncovered("closed values")
    if not _true(flag):
        return
    shapes = failing.shapes
    allowed = [shapes.value(inner, SH.path) for inner in shapes.objects(shape, SH.property)]
    for ignored in shapes.objects(shape, SH.ignoredProperties):
        allowed.extend(shapes.items(ignored))
    known = ", ".join(path.n3() for path in allowed if isinstance(path, rdflib.URIRef))
    yield (
        f"{{ {place.domain} }} {place.node} ?path ?value . FILTER(?path NOT IN ({known})"
        f" && !(?path = {RDF.type.n3()} && ?value = {RDFS.Resource.n3()}))"
    )


def _qualified_least(failing: "Failing", shape: Node, place: Place, limit: Node) -> Iterator[str]:
    if number(limit) > 0:
        for passing in _passing(failing, shape, place):
            several = number(limit) > 1
            enough = place.counting(passing, f">= {number(limit)}") if several else passing
            yield f"{{ {place.domain} }} MINUS {{ {enough} }}"


def _qualified_most(failing: "Failing", shape: Node, place: Place, limit: Node) -> Iterator[str]:
    for passing in _passing(failing, shape, place):
        yield f"{place.counting(passing, f'> {number(limit)}')} {place.within}"


def _passing(failing: "Failing", shape: Node, place: Place) -> Iterator[str]:
    """Yield the values that conform to a shape of sh:qualifiedValueShape, with their nodes."""
    shapes = failing.shapes
    if any(_true(flag) for flag in shapes.objects(shape, SH.qualifiedValueShapesDisjoint)):
        raise Uncovered("disjoint qualified shapes")
    for inner in shapes.objects(shape, SH.qualifiedValueShape):
        yield failing.passing(inner, place)


def _nothing(_: "Failing", _shape: Node, _place: Place, _argument: Node) -> Iterator[str]:
    """Find nothing: another parameter of the same component says what to find."""
    yield from ()


def _true(flag: Node) -> bool:
    return isinstance(flag, rdflib.Literal) and flag.value is True


OF_NODES: dict[Node, OfNodes] = {
    SH.property: _property,
    SH.minCount: _least,
    SH.maxCount: _most,
    SH.hasValue: _has_value,
    SH.uniqueLang: _unique_language,
    SH.closed: _closed,
    SH.qualifiedMinCount: _qualified_least,
    SH.qualifiedMaxCount: _qualified_most,
    SH.qualifiedValueShape: _nothing,
    SH.qualifiedValueShapesDisjoint: _nothing,
    SH.ignoredProperties: _nothing,
    SH.flags: _nothing,
}
"""The patterns by the parameter of SHACL that states each constraint."""

OF_PATHS = {
    SH.minCount,
    SH.maxCount,
    SH.uniqueLang,
    SH.qualifiedMinCount,
    SH.qualifiedMaxCount,
}
"""Parameters that property shapes alone can have."""
