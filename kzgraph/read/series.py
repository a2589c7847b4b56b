"""Trade as series: which there are, and figures put together to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.model import Value
from kzgraph.model.series import Dimensions, TradeSeries
from kzgraph.model.trade import TradeFigure
from kzgraph.read.graph import Graph
from kzgraph.read.names import thing_iri

_OBSERVATION: Final = "SELECT reporter, partner, flow, product FROM observation WHERE id = :id"
_VALUES: Final = """SELECT {0}, COUNT(*) FROM observation WHERE {0} IS NOT NULL
    GROUP BY {0} ORDER BY COUNT(*) DESC, (SELECT text FROM term WHERE id = {0})"""


@dataclass(frozen=True)
class TradeChoices:
    """The states that report trade, those that they trade with, and single products.

    Each comes with the number of its observations, those of the most first.
    """

    reporters: tuple[tuple[Value, int], ...]
    partners: tuple[tuple[Value, int], ...]
    products: tuple[tuple[Value, int], ...]


def trade_choices(graph: Graph) -> TradeChoices:
    """Return what ``TradeFilter`` can usefully be given."""
    columns = ("reporter", "partner", "product")
    return TradeChoices(*(_values(graph, column) for column in columns))


def series_of(figures: Iterable[TradeFigure]) -> tuple[TradeSeries, ...]:
    """Return figures as series, in the order in which they come."""
    found: dict[Dimensions, list[TradeFigure]] = {}
    for one in figures:
        dimensions = Dimensions(one.reporter, one.partner, one.flow, one.product)
        found.setdefault(dimensions, []).append(one)
    return tuple(TradeSeries(dimensions, tuple(told)) for dimensions, told in found.items())


def dimensions_of(graph: Graph, observation: str) -> Dimensions:
    """Return what an observation counts, by its id such as ``observation/trade-kaz-fra-2022``."""
    number = graph.statements.number_of(thing_iri(observation)) or 0
    rows = graph.statements.rows(_OBSERVATION, {"id": number})
    numbers = rows[0] if rows else (None, None, None, None)
    terms = graph.statements.terms(n for n in numbers if n is not None)
    return Dimensions(*(terms.get(n) for n in numbers))


def _values(graph: Graph, column: str) -> tuple[tuple[Value, int], ...]:
    rows = graph.statements.rows(_VALUES.format(column))
    terms = graph.statements.terms(number for number, _ in rows)
    return tuple((terms[number], count) for number, count in rows)
