"""Paths from one thing to another."""

from functools import partial
from typing import Annotated

from fastapi import Query, Request, Response

from kzgraph.model.paths import Paths
from kzgraph.read.paths import find_paths
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import ViewDep

router = rest_router("Links")

From = Annotated[
    str,
    Query(
        alias="from",
        max_length=500,
        description="Where paths begin: an id such as `company/edf`, or an IRI.",
        examples=["company/edf"],
    ),
]
To = Annotated[
    str,
    Query(
        alias="to",
        max_length=500,
        description="Where paths end: an id such as `state/kaz`, or an IRI.",
        examples=["state/kaz"],
    ),
]
MaxLength = Annotated[int, Query(ge=1, le=6, description="Most hops of a path.", examples=[3])]
Limit = Annotated[int, Query(ge=1, le=50, description="Most paths.", examples=[10])]


@router.get("/paths", summary="Find the shortest paths between two things", response_model=Paths)
async def list_paths(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    start: From,
    end: To,
    max_length: MaxLength = 4,
    limit: Limit = 10,
) -> Response:
    """Return the shortest paths over statements in either direction, each hop with its claims.

    Shorter paths come first; among them those whose least corroborated hop has more independent
    documents; then those whose things in between take part in fewer statements (`busiest`), since
    nearly everything is joined with a state; then by name. A path goes through things, not through
    terms, plain values, amounts and praise. `complete` is false where the search gave up at its
    bounds. `left_out` counts the claims at the two ends that the filters kept out.
    """
    make = partial(find_paths, graph, start, end, view, max_length=max_length, limit=limit)
    return await answered(request, make, LIST)
