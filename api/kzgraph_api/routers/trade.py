"""Figures on trade."""

from functools import partial
from typing import Annotated, Literal

from fastapi import Query, Request, Response

from kzgraph.model import Page
from kzgraph.model.trade import TradeFigure
from kzgraph.read import trade
from kzgraph.read.trade import TradeFilter
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Facts")

Reporter = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="The state whose trade it is: an id or an IRI.",
        examples=["state/kaz"],
    ),
]
Partner = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="The state that it trades with: an id or an IRI.",
        examples=["state/fra"],
    ),
]
Flow = Annotated[
    Literal["exports", "imports", "total-trade", "trade-balance"] | None,
    Query(description="Which way the goods go, as the reporter sees it."),
]
Measure = Annotated[
    Literal["tradeValue", "growth", "shareOfTotal"] | None,
    Query(description="What is stated: the value, its growth, or its share of a total."),
]
Product = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="The product of the series: an id, an IRI, or `all` for those of all goods together.",
        examples=["commodity/uranium"],
    ),
]


@router.get("/trade", summary="List figures on trade", response_model=Page[TradeFigure])
async def list_trade(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    reporter: Reporter = None,
    partner: Partner = None,
    flow: Flow = None,
    measure: Measure = None,
    product: Product = None,
) -> Response:
    """Return figures series by series (reporter, partner, flow, product), each in the order of time.

    A series without a product counts all goods together, and comes before those of one product.

    A figure has its period, its number or bounds, currency or unit, and the claims, speakers and
    documents behind it. What two documents state differently stands there twice. `.csv` gives a line
    for each figure.
    """
    filters = TradeFilter(reporter, partner, flow, measure, product)
    return await answered(request, partial(trade.list_trade, graph, filters, view, part), LIST)
