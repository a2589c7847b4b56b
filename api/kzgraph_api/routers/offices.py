"""Offices: who held which, and when."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from kzgraph.model import Page
from kzgraph.model.offices import Tenure
from kzgraph.read import offices
from kzgraph.read.offices import OfficeFilter
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ThingId
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Offices")


async def _filter(
    holder: Annotated[
        ThingId, Query(description="Who holds it.", examples=["person/macron"])
    ] = None,
    body: Annotated[
        ThingId,
        Query(
            description="The state or the organisation in which it is held.",
            examples=["company/orano"],
        ),
    ] = None,
    office: Annotated[
        ThingId, Query(description="The office itself.", examples=["office/president-of-france"])
    ] = None,
) -> OfficeFilter:
    return OfficeFilter(holder, body, office)


@router.get("/offices", summary="List who held which office", response_model=Page[Tenure])
async def list_offices(
    request: Request,
    graph: GraphDep,
    asked: Annotated[OfficeFilter, Depends(_filter)],
    view: ViewDep,
    part: PartDep,
) -> Response:
    """Return who held which office, by the name of the office and then in the order of time.

    A document mostly says that somebody holds an office when it comes out: `told` has these times,
    `silent` the days between them of which none tells. `since` and `until` are there where a claim
    states them. `overlaps` names others who are told to hold the same office at a time that may share
    a day with one of these. Who held it on a day: `valid_on`.
    """
    make = partial(offices.list_offices, graph, asked, view, part)
    return await answered(request, make, LIST)
