"""Which rows of a violation query a change can bring, told by values for some of its variables.

A row that was not there before rests on a changed triple: one of the query's patterns matches it.
So the query is asked with the variables of that pattern bound, once for each match, and where none
of these finds anything, the whole query would find nothing new.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from kzgraph.rdf import Literal, NamedNode, Term, Triple, text_of
from kzgraph.store import Store
from kzgraph.store.base import Bindings
from kzgraph.validation.known import reading_of
from kzgraph.validation.made import Needed, Pattern, Tie

_MOST = 200
"""Bindings to ask for; beyond that the whole query is as quick."""

_MINUS = re.compile(r"\bMINUS\s*\{")

_Found = frozenset[tuple[str, NamedNode | Literal]]


@dataclass(frozen=True)
class Change:
    """The triples of the default graph that a change added and removed."""

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


def each_by_itself(query: str) -> str:
    """Return a query that leaves out by NOT EXISTS, where that says the same, what it does by MINUS.

    A store looks that up from each solution, and makes all that stands in a MINUS.
    """
    reading = reading_of(query)
    return _MINUS.sub("FILTER NOT EXISTS {", query) if reading and reading.looks_up else query


def bindings(query: str, change: Change, store: Store) -> list[Bindings] | None:
    """Return the bindings with which new rows of a query can be found, none where there are none.

    None stands for a change whose rows cannot be told: then the query is asked without bindings.
    ``store`` holds the data after the change.
    """
    reading = reading_of(query)
    if reading is None:
        return None
    found: set[_Found] = set()
    for pattern in reading.patterns:
        for triple in _changes(pattern, change, store):
            found.update(_told(pattern, triple, change, store))
            if frozenset() in found or len(found) > _MOST:
                return None
    least = [dict(one) for one in found if not any(other < one for other in found)]
    return [one for one in least if all(_holds(part, one, store) for part in reading.needed)]


def touches(query: str, change: Change) -> bool:
    """Tell whether a change can alter the answer of a query in any way."""
    reading = reading_of(query)
    changed = (*change.added, *change.removed)
    return reading is None or any(
        _matched(pattern, triple) is not None for pattern in reading.patterns for triple in changed
    )


def _changes(pattern: Pattern, change: Change, store: Store) -> Iterator[Triple]:
    """Yield the changed triples that can bring rows through a pattern."""
    graph = pattern.graph
    if pattern.added:
        yield from (t for t in change.added if graph is None or store.is_named(t, graph))
    if pattern.removed:
        yield from (t for t in change.removed if graph is None or not store.is_named(t, graph))


def _told(pattern: Pattern, triple: Triple, change: Change, store: Store) -> Iterable[_Found]:
    """Yield what a match says about rows; the empty set where it says nothing."""
    values = _matched(pattern, triple)
    if values is None:
        return
    told = {name: term for name, term in values.items() if name in pattern.telling}
    if told:
        yield _hashable(told.items())
        return
    columns: dict[str, set[Term]] = {}
    for tie in pattern.ties:
        local = values.get(tie.local)
        if isinstance(local, NamedNode):
            columns[tie.telling] = set(_across(tie, local, change, store))
    for row in product(*columns.values()):
        yield _hashable(zip(columns, row, strict=True))


def _hashable(told: Iterable[tuple[str, Term]]) -> _Found:
    return frozenset((name, t) for name, t in told if isinstance(t, NamedNode | Literal))


def _matched(pattern: Pattern, triple: Triple) -> dict[str, Term] | None:
    """Return the values of the variables of a pattern that matches a triple, or None."""
    values: dict[str, Term] = {}
    terms = (triple.subject, triple.predicate, triple.object)
    for place, term in zip(pattern.places, terms, strict=True):
        if place.iris is not None and text_of(term) not in place.iris:
            return None
        if place.variable is not None and values.setdefault(place.variable, term) != term:
            return None
    return values


def _holds(needed: Needed, told: Bindings, store: Store) -> bool:
    """Tell whether a row with these values can match what every row must match.

    Two look-ups in the index spare the query, which would find out the same later.
    """
    predicate = NamedNode(needed.property)
    subject = told.get(needed.subject or "")
    value = NamedNode(needed.value) if needed.value else told.get(needed.object or "")
    if subject is not None:
        about = store.about(subject, predicate) if isinstance(subject, NamedNode) else ()
        return any(value is None or triple.object == value for triple in about)
    if isinstance(value, NamedNode):
        return any(True for _ in store.pointing_to(value, predicate))
    return True


def _across(tie: Tie, local: NamedNode, change: Change, store: Store) -> Iterator[Term]:
    """Yield what stands at the other end of a tie, after the change or before it."""
    predicate = NamedNode(tie.property)
    known = store.about(local, predicate) if tie.forward else store.pointing_to(local, predicate)
    for triple in (*known, *(t for t in change.removed if t.predicate == predicate)):
        ends: tuple[Term, Term] = (triple.subject, triple.object)
        here, there = ends if tie.forward else ends[::-1]
        if here == local:
            yield there
