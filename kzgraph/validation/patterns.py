"""The triple patterns of a query, and what each says about the rows that a triple can change.

The query is parsed by rdflib, once. A row is told by the variables that the query selects as they
are and binds in every row; a pattern that has one of them can be matched with a changed triple, and
the row looked for by its value. A pattern that has none may be tied to one by another pattern that
must hold too, as ``?claim kz:rank ?rank`` is by ``?claim rdf:subject ?focus``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pyparsing import ParseException
from rdflib import URIRef, Variable
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from kzgraph.sparql.tokens import tokens
from kzgraph.validation.algebra import (
    TriplePattern,
    certain,
    holding,
    iri_of,
    keys_of,
    names_in,
    properties_in,
    values_of,
)
from kzgraph.validation.leaving_out import looks_up
from kzgraph.validation.made import Names, Needed, Pattern, Place, Reading, Tie
from kzgraph.vocab import PREFIXES

_WRAPPING: Final = ("Distinct", "Project", "Extend", "Filter", "AggregateJoin", "Group")


_ANY: Final = Place(None, None)


@dataclass(frozen=True)
class _Scope:
    telling: Names
    holding: tuple[TriplePattern, ...]
    limits: dict[str, Names]
    added: bool = True
    removed: bool = False
    graph: str | None = None


def read(query: str) -> Reading | None:
    """Return what a SELECT query reads; None where its patterns do not say what a change can bring."""
    if any(token.text.lower() == "exists" for token in tokens(query)):
        return None
    try:
        algebra = prepareQuery(query, initNs=PREFIXES).algebra
    except ParseException:
        return None
    telling = certain(algebra["p"])
    patterns = tuple(_walk(algebra["p"], _Scope(telling, (), {})))
    return Reading(patterns, tuple(_needed(algebra["p"], telling)), looks_up(algebra["p"]))


def _needed(node: CompValue, telling: Names) -> Iterator[Needed]:
    """Yield what every row matches, as far as variables that tell the row are in it."""
    while node.name in _WRAPPING:
        telling = _inside(node, _Scope(telling, (), {})).telling
        node = node["p"]
    for subject, predicate, value in holding(node):
        ends = [str(end) if str(end) in telling else None for end in (subject, value)]
        if isinstance(predicate, URIRef) and any(ends):
            wanted = iri_of(value) if isinstance(value, URIRef) else None
            yield Needed(ends[0], iri_of(predicate), ends[1], wanted)


def _walk(node: CompValue, scope: _Scope) -> Iterator[Pattern]:
    """Yield the patterns of a part of the algebra.

    What is added brings rows by a pattern that must match, what is removed by one that must not;
    both can do so inside of an OPTIONAL and of what is grouped.
    """
    if node.name == "BGP":
        for triple in node["triples"]:
            yield _pattern(triple, replace(scope, holding=(*scope.holding, *node["triples"])))
    elif node.name == "Union":
        yield from _walk(node["p1"], scope)
        yield from _walk(node["p2"], scope)
    elif node.name in ("Join", "LeftJoin", "Minus"):
        yield from _walk_pair(node, scope)
    elif "p" in node:
        yield from _walk(node["p"], _inside(node, scope))


def _walk_pair(node: CompValue, scope: _Scope) -> Iterator[Pattern]:
    left, right = node["p1"], node["p2"]
    second = replace(scope, holding=(*scope.holding, *holding(left)))
    first = scope
    if node.name == "Join":
        limits = {**scope.limits, **values_of(left), **values_of(right)}
        second = replace(second, limits=limits)
        first = replace(scope, holding=(*scope.holding, *holding(right)), limits=limits)
    elif node.name == "LeftJoin":
        second = replace(second, added=True, removed=True)
    else:
        second = replace(second, added=scope.removed, removed=scope.added)
    yield from _walk(left, first)
    yield from _walk(right, second)


def _inside(node: CompValue, scope: _Scope) -> _Scope:
    """Return the scope within a part; a sub-select and a group have variables of their own."""
    if node.name == "Project":
        return replace(scope, telling=scope.telling & names_in(node["PV"]), holding=())
    if node.name == "Graph":
        return replace(
            scope, graph=iri_of(node["term"]) if isinstance(node["term"], URIRef) else None
        )
    if node.name == "AggregateJoin":
        telling = scope.telling & keys_of(node)
        return replace(scope, telling=telling, holding=(), added=True, removed=True)
    return scope


def _pattern(triple: TriplePattern, scope: _Scope) -> Pattern:
    subject, predicate, value = triple
    properties, ends = properties_in(predicate)
    between = Place(None, properties) if properties else _place(predicate, scope)
    places = (_place(subject, scope), between, _place(value, scope))
    if not ends:
        places = (_ANY, between, _ANY)
    ties = tuple(tie for other in scope.holding for tie in _ties(other, scope.telling))
    return Pattern(places, scope.telling, ties, scope.added, scope.removed, scope.graph)


def _place(term: Node | Path, scope: _Scope) -> Place:
    if isinstance(term, Variable):
        return Place(str(term), scope.limits.get(str(term)))
    return Place(None, frozenset((iri_of(term),)) if isinstance(term, URIRef) else None)


def _ties(triple: TriplePattern, telling: Names) -> Iterator[Tie]:
    subject, predicate, value = triple
    if (
        isinstance(predicate, URIRef)
        and isinstance(subject, Variable)
        and isinstance(value, Variable)
    ):
        ends = (str(subject), str(value))
        for forward, (local, other) in ((True, ends), (False, ends[::-1])):
            if other in telling and local not in telling:
                yield Tie(local, iri_of(predicate), other, forward)
