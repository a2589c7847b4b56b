"""Amounts of money and other quantities, many at once."""

from collections.abc import Iterable

from kzgraph.identifiers import slug_of
from kzgraph.model import Value
from kzgraph.model.amounts import Amount
from kzgraph.read.graph import Graph


def amounts_of(graph: Graph, numbers: Iterable[int]) -> dict[int, Amount]:
    """Return the amounts among some things of the index, by their numbers there."""
    listed = ",".join(str(int(number)) for number in set(numbers))
    rows = graph.statements.rows(
        "SELECT id, value, least, most, currency, unit, hedge FROM quantity "
        f"WHERE id IN ({listed})"  # numbers
    )
    units = graph.statements.terms(row[5] for row in rows if row[5] is not None)
    return {
        number: Amount(value, least, most, currency, _unit(units.get(unit)), hedge)
        for number, value, least, most, currency, unit, hedge in rows
    }


def _unit(unit: Value | None) -> Value | None:
    """Return a unit by its short name: the vocabulary of units is not part of a release."""
    if unit is None or unit.iri is None:
        return unit
    return Value(slug_of(unit.iri), unit.iri)
