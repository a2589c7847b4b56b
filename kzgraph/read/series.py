"""Trade as series: which there are, and figures put together to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.model import Value
from kzgraph.model.series import Dimensions, TradeSeries
from kzgraph.model.trade import TradeFigure
from kzgraph.rdf import NamedNode
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri, thing_iri
from kzgraph.values import label_of

_OBSERVATION: Final = "SELECT reporter, partner, flow FROM observation WHERE id = :id"
_STATES: Final = """SELECT {0}, COUNT(*) FROM observation WHERE {0} IS NOT NULL
    GROUP BY {0} ORDER BY COUNT(*) DESC, {0}"""


@dataclass(frozen=True)
class TradeChoices:
    """The states that report trade, and those that they trade with, each with its observations."""

    reporters: tuple[tuple[Value, int], ...]
    partners: tuple[tuple[Value, int], ...]


def trade_choices(graph: Graph) -> TradeChoices:
    """Return what ``TradeFilter`` can usefully be given."""
    return TradeChoices(_states(graph, "reporter"), _states(graph, "partner"))


def series_of(graph: Graph, figures: Iterable[TradeFigure]) -> tuple[TradeSeries, ...]:
    """Return figures as series, in the order in which they come; of single products after the whole."""
    found: dict[Dimensions, list[TradeFigure]] = {}
    for one in figures:
        product = _product(graph, one.observation.iri or "")
        dimensions = Dimensions(one.reporter, one.partner, one.flow, product)
        found.setdefault(dimensions, []).append(one)
    heads = {head: n for n, head in enumerate(dict.fromkeys(_head(one) for one in found))}
    order = sorted(found, key=lambda one: (heads[_head(one)], _text(one.product)))
    return tuple(TradeSeries(dimensions, tuple(found[dimensions])) for dimensions in order)


def dimensions_of(graph: Graph, observation: str) -> Dimensions:
    """Return what an observation counts, by its id such as ``observation/trade-kaz-fra-2022``."""
    iri = thing_iri(observation)
    number = graph.statements.number_of(iri) or 0
    rows = graph.statements.rows(_OBSERVATION, {"id": number})
    numbers = rows[0] if rows else (None, None, None)
    terms = graph.statements.terms(n for n in numbers if n is not None)
    reporter, partner, flow = (terms.get(n) for n in numbers)
    return Dimensions(reporter, partner, flow, _product(graph, iri))


def _head(told: Dimensions) -> tuple[Value | None, Value | None, Value | None]:
    return told.reporter, told.partner, told.flow


def _text(value: Value | None) -> str:
    return value.text if value else ""


def _product(graph: Graph, iri: str) -> Value | None:
    told = graph.store.about(NamedNode(iri), NamedNode(term_iri("product")))
    named = (triple.object for triple in told if isinstance(triple.object, NamedNode))
    found = next(named, None)
    return Value(label_of(graph.store, found.value), found.value) if found else None


def _states(graph: Graph, column: str) -> tuple[tuple[Value, int], ...]:
    rows = graph.statements.rows(_STATES.format(column))
    terms = graph.statements.terms(number for number, _ in rows)
    return tuple((terms[number], count) for number, count in rows)
