"""Link judgements."""

from functools import partial
from typing import Annotated, Literal

from fastapi import Query, Request, Response

from kzgraph.model import Page
from kzgraph.model.links import Link
from kzgraph.read import judgements
from kzgraph.read.judgements import LinkFilter
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep

router = rest_router("Provenance")

Subject = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="The thing that is judged: an id or an IRI.",
        examples=["company/edf"],
    ),
]
Target = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=200,
        description="The data set that was searched: `wikidata`, `geonames`, `eurovoc`.",
        examples=["wikidata"],
    ),
]
Outcome = Annotated[
    Literal["match", "no-match", "unsure", "none-found"] | None,
    Query(description="The outcome; only a `match` is a link that the graph states."),
]


@router.get("/links", summary="List links to other data sets", response_model=Page[Link])
async def list_links(
    request: Request,
    graph: GraphDep,
    part: PartDep,
    subject: Subject = None,
    target: Target = None,
    verdict: Outcome = None,
) -> Response:
    """Return who has judged what to be, or not to be, a thing of another data set, and why.

    Rejected links, unsure ones and searches in vain are listed too; each says so in `verdict`.
    """
    filters = LinkFilter(subject, target, verdict)
    return await answered(request, partial(judgements.list_links, graph, filters, part), LIST)
