"""What lists of things can be filtered by: their classes, and what they are linked with."""

from collections.abc import Iterable
from typing import Final

from kzgraph.identifiers import TERMS
from kzgraph.model import Value
from kzgraph.read.graph import Graph
from kzgraph.read.lines import terms

MOST: Final = 200
"""Choices that are offered at the most, those of the most things."""

Choices = tuple[tuple[Value, int], ...]
"""Things or classes, each with the number of things that it is a choice for; the most first."""


def linked_with(graph: Graph, classes: Iterable[str], *properties: str) -> Choices:
    """Return what things of some classes have as a value of some properties, by any claim."""
    named, linking = _named("class", classes), _named("property", properties)
    rows = graph.statements.rows(
        f"""SELECT s.object, COUNT(DISTINCT s.subject) FROM statement AS s
        WHERE s.predicate IN ({terms(*linking)}) AND s.subject IN
            (SELECT entity FROM entity_class WHERE class IN ({terms(*named)}))
        GROUP BY s.object
        ORDER BY COUNT(DISTINCT s.subject) DESC, (SELECT text FROM term WHERE id = s.object)
        LIMIT {MOST}""",
        {**named, **linking},
    )
    return _told(graph, rows)


def classes_of(graph: Graph, classes: Iterable[str]) -> Choices:
    """Return the classes that things of some classes are said to be of, whatever stands above them."""
    named = _named("class", classes)
    rows = graph.statements.rows(
        f"""SELECT c.class, COUNT(*) FROM entity_class AS c WHERE c.direct AND c.entity IN
            (SELECT entity FROM entity_class WHERE class IN ({terms(*named)}))
        GROUP BY c.class
        ORDER BY COUNT(*) DESC, (SELECT text FROM term WHERE id = c.class) LIMIT {MOST}""",
        {**named},
    )
    return _told(graph, rows)


def _named(what: str, names: Iterable[str]) -> dict[str, str]:
    return {f"{what}_{at}": TERMS + name for at, name in enumerate(names)}


def _told(graph: Graph, rows: list[tuple[int, int]]) -> Choices:
    found = graph.statements.terms(number for number, _ in rows)
    return tuple((found[number], count) for number, count in rows)
