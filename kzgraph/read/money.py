"""Amounts by the statements that give them."""

from collections.abc import Iterable

from kzgraph.model import Statement, Value
from kzgraph.model.amounts import Amount
from kzgraph.model.stated import StatedAmount
from kzgraph.read.amounts import amounts_of
from kzgraph.read.graph import Graph
from kzgraph.read.lines import numbers


def amounts_by_iri(graph: Graph, values: Iterable[Value]) -> dict[str, Amount]:
    """Return the amounts among some values, by their IRIs."""
    found = numbers(graph, values)
    if not found:
        return {}
    told = graph.statements.terms(found)
    amounts = amounts_of(graph, found)
    return {told[number].iri or "": amount for number, amount in amounts.items()}


def stated(graph: Graph, statements: Iterable[Statement]) -> tuple[StatedAmount, ...]:
    """Return the amounts that some statements give; a value that is no amount is left out."""
    given = tuple(statements)
    amounts = amounts_by_iri(graph, (statement.object for statement in given))
    return tuple(
        StatedAmount(amounts[statement.object.iri or ""], statement)
        for statement in given
        if statement.object.iri in amounts
    )
