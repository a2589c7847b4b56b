"""The visits of a release in the order of time."""

from dataclasses import dataclass
from typing import Final

from kzgraph.model import Page, Part
from kzgraph.model.events import EventPart
from kzgraph.read.events import PLACES, event_parts
from kzgraph.read.graph import Graph
from kzgraph.read.links import one_of
from kzgraph.read.listing import Link, Wanted, listed
from kzgraph.statements import View

MOST: Final = 500
"""Visits that are put in order at the most."""

VISITORS: Final = ("visitor",)


@dataclass(frozen=True)
class VisitFilter:
    """Which visits are listed, by ids such as ``person/macron`` and ``place/paris``; None leaves open."""

    visitor: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Visit:
    """A visit with what is said of it; ``documents`` are the ids of those that say it."""

    event: EventPart
    documents: tuple[str, ...]


def list_visits(graph: Graph, asked: VisitFilter, view: View) -> Page[Visit]:
    """Return the visits that a view sees, the latest first; those without a date come last.

    Raises ``BadRequestError`` for what is no id.
    """
    found = listed(graph, Wanted(("Visit",), links=_links(graph, asked)), view, Part(MOST))
    parts = event_parts(graph, view, found.numbers)
    dated = sorted(parts, key=lambda one: one.date or "", reverse=True)
    return Page(tuple(map(_visit, dated)), found.total, None, found.left_out, found.coverage)


def _links(graph: Graph, asked: VisitFilter) -> tuple[tuple[Link, ...], ...]:
    wanted = ((asked.visitor, VISITORS), (asked.place, PLACES))
    return tuple((one_of(graph, name, *props),) for name, props in wanted if name is not None)


def _visit(event: EventPart) -> Visit:
    groups = (event.kinds, event.dates, event.places, event.participants, event.topics)
    told = (line for group in (*groups, event.outcomes, event.others) for line in group)
    return Visit(event, tuple(sorted({source for line in told for source in line.sources})))
