"""From the ids by which lists are filtered to links with numbers of the index."""

from kzgraph.read.classes import class_number
from kzgraph.read.graph import Graph
from kzgraph.read.listing import Link
from kzgraph.read.names import thing_iri


def one_of(graph: Graph, name: str, *properties: str, incoming: bool = False) -> Link:
    """Return the link with one thing by one of some properties. Raises ``BadRequestError``."""
    number = graph.statements.number_of(thing_iri(name))
    return Link(properties, frozenset() if number is None else frozenset([number]), incoming)


def sectors_of(graph: Graph, name: str) -> frozenset[int]:
    """Return a sector and those that are part of it. Raises ``BadRequestError`` for no id."""
    number = graph.statements.number_of(thing_iri(name))
    if number is None:
        return frozenset()
    rows = graph.statements.rows(
        "SELECT narrower FROM broader WHERE broader = :sector", {"sector": number}
    )
    return frozenset(row[0] for row in rows) | {number}


def class_name(graph: Graph, name: str | None) -> str | None:
    """Return the name of a class of the ontology as it is. Raises ``BadRequestError`` for another."""
    if name is not None:
        class_number(graph, name)
    return name
