"""Documents as sources."""

from functools import partial
from typing import Annotated, Literal

from fastapi import Path, Query, Request, Response

from kzgraph.model import Page, SourceSummary
from kzgraph.model.sources import Source
from kzgraph.read import sources
from kzgraph.read.names import record_iri
from kzgraph.read.sources import SourceFilter
from kzgraph_api.answered import LIST, Forms, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import ClocksDep, PartDep

router = rest_router("Provenance")

SourceId = Annotated[str, Path(description="The id of a document.", examples=["eonergie-2024-11"])]
Kind = Annotated[
    Literal["agency-report", "press-article", "primary-document", "relayed-text"] | None,
    Query(description="Documents of this kind."),
]
Publisher = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="Who answers for the documents: an id or an IRI.",
        examples=["organisation/eonergie"],
    ),
]
Language = Annotated[
    str | None,
    Query(
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        max_length=35,
        description="A language that the documents are in.",
        examples=["fr"],
    ),
]


@router.get("/sources", summary="List sources", response_model=Page[SourceSummary])
async def list_sources(
    request: Request,
    graph: GraphDep,
    view: ClocksDep,
    part: PartDep,
    kind: Kind = None,
    publisher: Publisher = None,
    language: Language = None,
) -> Response:
    """Return documents in the order of their ids, each with how many claims cite it.

    Claims of every status and rank count. `known_on` leaves out documents that were published later,
    `valid_on` those that say nothing of that time; `left_out` counts the claims that went with them.
    """
    filters = SourceFilter(kind, publisher, language)
    return await answered(request, partial(sources.list_sources, graph, filters, view, part), LIST)


@router.get("/sources/{id}", summary="Show a source and its coverage", response_model=Source)
async def get_source(request: Request, graph: GraphDep, id: SourceId) -> Response:  # noqa: A002  # the name in the address
    """Return a document with each sentence's position and claims, or why it has none.

    Turtle, JSON-LD and other forms of RDF by Accept or suffix.
    """
    forms = Forms(thing=record_iri("document", id))
    return await answered(request, partial(sources.get_source, graph, id), forms)
