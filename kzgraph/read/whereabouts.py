"""Where something is and happens: the states and the places that claims name, by state.

No document gives coordinates, and none are made up: what can be drawn are states, by their codes. A
place is in a state where its own code says so.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import TERMS, THINGS
from kzgraph.model import Statement, Value
from kzgraph.model.places import LocatedPlace, LocatedState, Whereabouts
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.read.graph import Graph
from kzgraph.read.lines import Lines, about, lines, numbers, terms
from kzgraph.read.lookup import entity_iri
from kzgraph.read.signed import parts_of
from kzgraph.statements import Selection, View

PROPERTIES: Final = (
    "location",
    "visitTo",
    "visitedPlace",
    "destination",
    "heldAt",
    "signedAt",
    "launchedAt",
    "connects",
    "basedInState",
    "operatesIn",
)
"""Properties that lead to a state or a place."""

_STATE: Final = THINGS + "state/"
_PLACE: Final = THINGS + "place/"


@dataclass(frozen=True)
class _Codes:
    """Numbers of states, and the states of places, by IRI."""

    numeric: dict[str, str]
    state_of: dict[str, str]


def whereabouts(graph: Graph, view: View, name: str | None = None) -> Whereabouts:
    """Return where an entity such as ``visit/tokayev-france-2024``, and the events in it, are.

    Of a place or a state that is what is there; without a name, all that is anywhere. Raises
    ``NotFoundError`` and ``ReplacedError``.
    """
    told = _everything(graph, view) if name is None else _of(graph, view, entity_iri(graph, name))
    codes = _codes(graph)
    located = _located(told)
    states = {iri: _state_of(iri, codes) for iri in located}
    named = numbers(graph, (Value("", iri) for iri in states.values() if iri))
    found = (
        _state(value, codes, [one for iri, one in located.items() if states[iri] == value.iri])
        for value in graph.statements.terms(named).values()
    )
    elsewhere = tuple(one for iri, one in located.items() if states[iri] is None)
    return Whereabouts(tuple(sorted(found, key=lambda one: _order(one.state))), elsewhere)


def _everything(graph: Graph, view: View) -> Lines:
    named = {f"property_{at}": TERMS + prop for at, prop in enumerate(PROPERTIES)}
    return lines(graph, view, Selection((f"s.predicate IN ({terms(*named)})",), {**named}))


def _of(graph: Graph, view: View, iri: str) -> Lines:
    own = numbers(graph, [Value("", iri)])
    whole, _ = parts_of(graph, view, own)
    there = about(graph, view, own, "object", *PROPERTIES)
    return about(graph, view, whole, "subject", *PROPERTIES) + there


def _codes(graph: Graph) -> _Codes:
    names = ("thing", "numeric", "letters", "subdivision")
    told = graph.store.select(load("place_codes"))
    rows = [[text_or_empty(row[name]) for name in names] for row in told]
    states = {letters: thing for thing, _, letters, _ in rows if letters}
    found = ((thing, states.get(part.partition("-")[0])) for thing, _, _, part in rows if part)
    return _Codes(
        {thing: numeric for thing, numeric, _, _ in rows if numeric},
        {place: state for place, state in found if state},
    )


def _located(told: Lines) -> dict[str, LocatedPlace]:
    """Return the states and places that statements lead to, by IRI in the order of their names."""
    grouped: dict[Value, list[Statement]] = defaultdict(list)
    for line in told:
        # Some are held at an organisation, which is no place.
        if (line.object.iri or "").startswith((_STATE, _PLACE)):
            grouped[line.object].append(line)
    return {
        value.iri or "": LocatedPlace(value, tuple(grouped[value]))
        for value in sorted(grouped, key=_order)
    }


def _state_of(iri: str, codes: _Codes) -> str | None:
    return iri if iri.startswith(_STATE) else codes.state_of.get(iri)


def _state(value: Value, codes: _Codes, located: list[LocatedPlace]) -> LocatedState:
    own = (one.statements for one in located if one.place.iri == value.iri)
    places = tuple(one for one in located if one.place.iri != value.iri)
    return LocatedState(value, codes.numeric.get(value.iri or ""), next(own, ()), places)


def _order(value: Value) -> str:
    return value.text.casefold()
