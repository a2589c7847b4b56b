"""The agreements that came of events."""

from collections.abc import Iterable
from dataclasses import dataclass

from kzgraph.read.graph import Graph
from kzgraph.read.lines import Lines, about, numbers
from kzgraph.statements import View


@dataclass(frozen=True)
class Signed:
    """Agreements and sets by their numbers, and the statements that tie them to the events."""

    agreements: frozenset[int]
    ties: Lines


def parts_of(graph: Graph, view: View, events: Iterable[int]) -> tuple[frozenset[int], Lines]:
    """Return some events with their parts and the parts of these, and what says that they are parts."""
    return _followed(graph, view, frozenset(events), "partOfEvent")


def signed_during(graph: Graph, view: View, events: Iterable[int]) -> Signed:
    """Return what was signed during some events or resulted from them, and the members of such sets.

    The parts of the events count as the events do.
    """
    whole, _ = parts_of(graph, view, events)
    ties = about(graph, view, whole, "object", "signedDuring", "resultedFrom")
    first = numbers(graph, ties.subjects("signedDuring", "resultedFrom"))
    agreements, members = _followed(graph, view, first, "partOfSet")
    return Signed(agreements, ties + members)


def _followed(
    graph: Graph, view: View, things: frozenset[int], prop: str
) -> tuple[frozenset[int], Lines]:
    """Return some things with what points to them by a property, over any number of steps."""
    known, told, newest = things, Lines(), things
    while newest:
        step = about(graph, view, newest, "object", prop)
        newest = numbers(graph, step.subjects(prop)) - known
        known, told = known | newest, told + step
    return known, told
