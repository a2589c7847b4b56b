"""Constraints that single values break, as patterns that bind those values with their nodes."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from rdflib.namespace import SH
from rdflib.term import Node

from kzgraph.validation.conditions import term
from kzgraph.validation.place import Place

if TYPE_CHECKING:
    from kzgraph.validation.failing import Failing

OfValues = Callable[["Failing", Place, Node], Iterator[str]]
"""Makes the patterns, given where a shape is looked at and the value of the parameter."""


def without(domain: str, groups: list[str]) -> str:
    """Return a domain without what some groups find."""
    return f"{{ {domain} }} MINUS {{ {_union(groups)} }}" if groups else domain


def _union(groups: list[str]) -> str:
    return " UNION ".join(f"{{ {group} }}" for group in groups)


def _class(failing: "Failing", place: Place, kind: Node) -> Iterator[str]:
    instances = failing.instances(place.value, kind)
    yield f"{place.values} MINUS {{ {place.from_value(instances)} }}"


def _node(failing: "Failing", place: Place, shape: Node) -> Iterator[str]:
    yield from failing.of(shape, place.value, place.values)


def _not(failing: "Failing", place: Place, shape: Node) -> Iterator[str]:
    yield without(place.values, failing.of(shape, place.value, place.values))


def _and(failing: "Failing", place: Place, members: Node) -> Iterator[str]:
    for member in failing.shapes.items(members):
        yield from failing.of(member, place.value, place.values)


def _or(failing: "Failing", place: Place, members: Node) -> Iterator[str]:
    """Let the failures of each member be the domain of the next."""
    rest = place.values
    for member in failing.shapes.items(members):
        groups = failing.of(member, place.value, rest)
        if not groups:
            return
        rest = _union(groups)
    yield rest


def _xone(failing: "Failing", place: Place, members: Node) -> Iterator[str]:
    yield from _or(failing, place, members)
    for pair in combinations(failing.shapes.items(members), 2):
        rest = place.values
        for member in pair:
            rest = without(rest, failing.of(member, place.value, rest))
        yield rest


def _equals(_: "Failing", place: Place, other: Node) -> Iterator[str]:
    second = place.from_node(f"{place.node} {term(other)} {place.several} .")
    yield f"{place.values} MINUS {{ {second} }}"
    yield f"{second} MINUS {{ {place.values} }}"


def _disjoint(_: "Failing", place: Place, other: Node) -> Iterator[str]:
    second = place.from_node(f"{place.node} {term(other)} {place.several}")
    yield f"{place.values} {{ SELECT {place.node} {place.value} WHERE {{ {second} }} }}"


def _less(sign: str) -> OfValues:
    def less(failing: "Failing", place: Place, other: Node) -> Iterator[str]:
        limit = failing.fresh()
        second = place.from_node(f"{place.node} {term(other)} {limit}")
        yield (
            f"{{ SELECT {place.node} {place.several} WHERE {{ {place.values} }} }} "
            f"{{ SELECT {place.node} {limit} WHERE {{ {second} }} }} "
            f"FILTER(!COALESCE({place.value} {sign} {limit}, false))"
        )

    return less


OF_VALUES: dict[Node, OfValues] = {
    SH["class"]: _class,
    SH.node: _node,
    SH["not"]: _not,
    SH["and"]: _and,
    SH["or"]: _or,
    SH.xone: _xone,
    SH.equals: _equals,
    SH.disjoint: _disjoint,
    SH.lessThan: _less("<"),
    SH.lessThanOrEquals: _less("<="),
}
"""The patterns by the parameter of SHACL that states each constraint."""
