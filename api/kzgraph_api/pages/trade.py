"""Trade, series by series, and the page of an observation, which leads to its series."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response

from kzgraph.identifiers import TERMS, THINGS, slug_of
from kzgraph.model import Part, Value
from kzgraph.model.series import Dimensions, TradeSeries
from kzgraph.read.graph import Graph
from kzgraph.read.series import dimensions_of, series_of, trade_choices
from kzgraph.read.trade import ALL_GOODS, FLOWS, TradeFilter, list_trade
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages import entity
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.chart import Chart, charts
from kzgraph_api.pages.happening import asked_with
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.routers.trade import Flow, Partner, Product, Reporter
from kzgraph_api.views import Cursor, ViewDep

SHOWN: Final = 60
"""Figures that a page has."""

router = page_router()


@dataclass(frozen=True)
class Shown:
    """A series with its drawings; ``anchor`` is the part of the address that leads to it."""

    anchor: str
    series: TradeSeries
    charts: tuple[Chart, ...]


@router.get("/trade")
async def trade(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    reporter: Reporter = None,
    partner: Partner = None,
    flow: Flow = None,
    product: Product = None,
    cursor: Cursor = None,
) -> Response:
    """Show figures on trade side by side, each with the documents that give it."""
    filters = TradeFilter(reporter, partner, flow, product=product)
    return await page(request, "trade.html", partial(_listed, graph, filters, view, cursor))


@router.get("/page/observation/{slug}")
async def observation(request: Request, graph: GraphDep, slug: str, view: ViewDep) -> Response:
    """Show an observation as any entity, with the way to its series."""
    make = partial(_observed, graph, f"observation/{slug}", view)
    return await page(request, "observation.html", make)


def _observed(graph: Graph, name: str, view: View, reader: Reader) -> dict[str, Any]:
    told = dimensions_of(graph, name)
    series = {"of": told, "address": _address(told)}
    return {**entity.shown(graph, name, view, reader), "series": series}


def _listed(
    graph: Graph, filters: TradeFilter, view: View, cursor: str | None, _reader: Reader
) -> dict[str, Any]:
    found = list_trade(graph, filters, view, Part(SHOWN, cursor))
    told = series_of(found.items)
    return {
        "found": found,
        "series": [Shown(_anchor(s.dimensions), s, charts(s.figures)) for s in told],
        "choices": trade_choices(graph),
        "flows": FLOWS,
        "asked": asked_with(view, **vars(filters)),
        "all_goods": ALL_GOODS,
    }


def _anchor(told: Dimensions) -> str:
    """Return a name for a series, such as ``kaz-fra-Exports-uranium``."""
    parts = (told.reporter, told.partner, told.flow, told.product)
    return "-".join(slug_of(part.iri or "") for part in parts if part)


def _address(told: Dimensions) -> str:
    """Return the address of a series."""
    words = {concept: word for word, concept in FLOWS.items()}
    given = {
        "reporter": _id(told.reporter),
        "partner": _id(told.partner),
        "flow": words.get((told.flow.iri or "").removeprefix(TERMS)) if told.flow else None,
        "product": _id(told.product) or ALL_GOODS,
    }
    asked = urlencode({name: value for name, value in given.items() if value})
    return f"/trade?{asked}#{_anchor(told)}"


def _id(value: Value | None) -> str | None:
    return (value.iri or "").removeprefix(THINGS) if value else None
