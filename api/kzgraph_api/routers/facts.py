"""Facts: statements with the claims behind them."""

from functools import partial
from typing import Annotated

from fastapi import Query, Request, Response

from kzgraph.model import Page, Statement
from kzgraph.read import facts
from kzgraph.read.facts import Pattern
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Facts")

Thing = Annotated[
    str | None,
    Query(
        max_length=500, description="An id such as `state/kaz`, or an IRI.", examples=["state/kaz"]
    ),
]
Property = Annotated[
    str | None,
    Query(max_length=500, description="A property, such as `visitor`.", examples=["visitor"]),
]


@router.get("/facts", summary="List facts", response_model=Page[Statement])
async def list_facts(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    subject: Thing = None,
    predicate: Property = None,
    object: Thing = None,  # noqa: A002  # the word of RDF
) -> Response:
    """Return statements, each with its claims and the number of independent documents.

    By default those that documents assert; `modality` asks for what is announced, planned and so on.
    `left_out` counts the claims that the filters kept out of the answer.
    """
    pattern = Pattern(subject, predicate, object)
    return await answered(request, partial(facts.list_facts, graph, pattern, view, part), LIST)
