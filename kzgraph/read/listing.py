"""Lists of things: those of some classes that a view sees, filtered by what they are linked with."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import numpy as np

from kzgraph.identifiers import TERMS
from kzgraph.model import Coverage, LeftOut, Part
from kzgraph.read import cursor as cursors
from kzgraph.read.ends import BACK, OUT
from kzgraph.read.entity_pairs import Flags
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri
from kzgraph.read.said_of import SaidOf
from kzgraph.statements import View, coverage_of

_NAMED: Final = 1000
"""Things that a name is taken to mean at the most."""

_SORTING: Final = attrgetter("sorting")


@dataclass(frozen=True)
class Link:
    """That a thing has one of some properties, with one of some other things at the other end.

    ``others`` are numbers of the index; None stands for anything. ``incoming`` turns it round, and
    ``asserted`` keeps what is asserted, whatever else a view sees.
    """

    properties: tuple[str, ...]
    others: frozenset[int] | None = None
    incoming: bool = False
    asserted: bool = False


@dataclass(frozen=True)
class Wanted:
    """Which things are listed: of some classes, of a type, of a name, with some links.

    Of each group of links one holds. ``among`` are numbers of the index; None stands for all things.
    """

    classes: tuple[str, ...]
    type_name: str | None = None
    name: str | None = None
    links: tuple[tuple[Link, ...], ...] = ()
    among: frozenset[int] | None = None


@dataclass(frozen=True)
class Listed:
    """A part of a list of things: their numbers, and what a page tells of the whole."""

    numbers: tuple[int, ...]
    total: int
    next: str | None
    left_out: LeftOut
    coverage: Coverage


def listed(graph: Graph, wanted: Wanted, view: View, part: Part) -> Listed:
    """Return a page of the things that a view sees, by name. Raises ``BadRequestError``.

    A view sees a thing where it sees a claim about it.
    """
    sets = graph.entities
    classes = frozenset(_numbers(graph, wanted.classes))
    said = sets.said_of(classes)
    kind = sets.of_classes(classes) & _narrowed(graph, wanted)
    asked: tuple[object, ...] = ("things", wanted, view)
    after = cursors.decode(part.cursor, *asked)
    flags = kind & said.seen(view)
    for group in wanted.links:
        flags &= np.logical_or.reduce([_linked(graph, said, view, link) for link in group])
    found = [sets.entities[place] for place in np.flatnonzero(flags)]
    start = bisect_right(found, after, key=_SORTING) if after else 0
    shown = found[start : start + part.limit]
    more = len(found) > start + part.limit
    following = cursors.encode(shown[-1].sorting, *asked) if more else None
    # Whatever the things are linked with.
    left_out, coverage = said.left_out(view, kind), coverage_of(graph.statements, view)
    numbers = tuple(thing.number for thing in shown)
    return Listed(numbers, len(found), following, left_out, coverage)


def _narrowed(graph: Graph, wanted: Wanted) -> Flags:
    """Return the entities of the type, of the name, and among those that are wanted."""
    sets = graph.entities
    kept = sets.everything
    if wanted.type_name is not None:
        iri = term_iri(wanted.type_name)
        kept &= sets.of_classes([graph.statements.number_of(iri) or 0])
    if wanted.among is not None:
        kept &= sets.of(wanted.among)
    if wanted.name is not None:
        iris = (match.iri for match in graph.names.search(wanted.name, limit=_NAMED))
        kept &= sets.of(graph.statements.numbers_of(iris).values())
    return kept


def _linked(graph: Graph, said: SaidOf, view: View, link: Link) -> Flags:
    end, properties = BACK if link.incoming else OUT, _numbers(graph, link.properties)
    return said.linked(view, end, properties, link.others, asserted=link.asserted)


def _numbers(graph: Graph, names: Iterable[str]) -> list[int]:
    """Return the numbers of classes or properties of ours that the index names."""
    return [*graph.statements.numbers_of(TERMS + name for name in names).values()]
