"""The part of the graph that someone explores: things, and the neighbours of those that are open."""

from dataclasses import dataclass
from typing import Final

from kzgraph.errors import ReplacedError
from kzgraph.identifiers import compact
from kzgraph.model.explored import Explored, Shown
from kzgraph.read.entities import summarise
from kzgraph.read.entity_list import types_of
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import entity_iri
from kzgraph.read.names import thing_iri
from kzgraph.read.network import MOST_EDGES, MOST_NODES
from kzgraph.read.surroundings import Surroundings
from kzgraph.read.things import left_out
from kzgraph.statements import View, find

EACH: Final = 30
"""Neighbours that an open thing brings, where nobody says how many."""


@dataclass(frozen=True)
class Wanted:
    """What is wanted: things with their neighbours, and things alone.

    Things are ids such as ``state/kaz``. ``kinds`` such as ``company`` narrow the neighbours, and
    ``properties`` such as ``signedBy`` the statements; none means all. ``each`` is how many
    neighbours an open thing brings at the most.
    """

    open: tuple[str, ...]
    alone: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    each: int = EACH


def explored(graph: Graph, wanted: Wanted, view: View) -> Explored:
    """Return what is wanted, ``MOST_NODES`` things and ``MOST_EDGES`` statements at the most.

    What is asked for comes first, then the neighbours of one open thing after the other, the ones
    ahead that more documents and more statements tell of. A retired name stands for its successor.
    Raises ``NotFoundError``.
    """
    near = Surroundings(graph, view, wanted.kinds, wanted.properties)
    opened = [_iri(graph, name) for name in wanted.open]
    asked = dict.fromkeys([*opened, *(_iri(graph, name) for name in wanted.alone)])
    iris = {iri: graph.statements.number_of(iri) for iri in list(asked)[:MOST_NODES]}
    open_ = [iris[iri] for iri in dict.fromkeys(opened) if iri in iris]
    things = [number for number in open_ if number is not None]
    shown = _shown(near, [n for n in iris.values() if n is not None], things, wanted.each)
    edges, total = near.between(shown, MOST_EDGES)
    told = find.tell(graph.statements, edges, view)
    alone = [iri for iri, number in iris.items() if number is None]
    return Explored(
        _nodes(graph, near, shown, set(opened), alone),
        tuple(told[number] for number in edges),
        total - len(edges),
        near.by_kind(things),
        near.by_property(things),
        left_out(graph, view, things),
    )


def _iri(graph: Graph, name: str) -> str:
    try:
        return entity_iri(graph, name)
    except ReplacedError as exc:
        return thing_iri(exc.successor)


def _shown(near: Surroundings, asked: list[int], things: list[int], each: int) -> list[int]:
    """Return what is asked for and the neighbours of things, in the order in which they come in."""
    shown = list(asked)
    for thing in things:
        shown += near.best(thing, shown, min(each, MOST_NODES - len(shown)))
    return shown


def _nodes(
    graph: Graph, near: Surroundings, shown: list[int], opened: set[str], alone: list[str]
) -> tuple[Shown, ...]:
    terms, types = graph.statements.terms(shown), types_of(graph.statements, shown)
    counted, told = near.counted(shown), []
    for number in shown:
        iri, label = terms[number].iri or "", terms[number].text
        # What is no curated entity, such as a sector, has its classes in the store alone.
        classes = types[number] or summarise(graph.store, iri).types
        neighbours, hidden = counted.get(number, (0, 0))
        told.append(Shown(compact(iri), iri, label, classes, iri in opened, neighbours, hidden))
    for iri in alone:
        thing = summarise(graph.store, iri)
        told.append(Shown(thing.id, iri, thing.label, thing.types, iri in opened, 0, 0))
    return tuple(told)
