"""Claims: lists, and one by its id."""

from functools import partial
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request, Response

from kzgraph.model import Claim, Page
from kzgraph.read import claims
from kzgraph.read.claims import ClaimFilter
from kzgraph.read.names import record_iri
from kzgraph_api.answered import LIST, Forms, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Provenance")

ClaimId = Annotated[
    str, Path(description="The id of a claim.", examples=["mfa-kazakhstan-2023-11-01-033"])
]
Source = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="The id of the document that makes the claims.",
        examples=["eonergie-2024-11"],
    ),
]
Speaker = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="Who speaks: an id such as `person/tokayev`, or an IRI.",
        examples=["person/tokayev"],
    ),
]
Property = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="A property, such as `visitor`.",
        examples=["tradeValue"],
    ),
]
Subject = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="What the claims speak of: an id or an IRI.",
        examples=["project/nuclear-power-plant"],
    ),
]
Object = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="What the claims say of it: an id or an IRI.",
        examples=["state/kaz"],
    ),
]
About = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="Subject or object, whichever it is.",
        examples=["company/edf"],
    ),
]
Rank = Annotated[
    Literal["preferred", "normal", "deprecated", "all"] | None,
    Query(description="Claims of this rank; all but the deprecated ones where none is given."),
]
EvidenceLevel = Annotated[
    Literal["passage", "document"] | None,
    Query(description="Whether the evidence is a passage, or the document as a whole."),
]


async def _filters(
    source: Source = None,
    speaker: Speaker = None,
    property: Property = None,  # noqa: A002  # the word of RDF, as the next two
    subject: Subject = None,
    object: Object = None,  # noqa: A002
    about: About = None,
    rank: Rank = None,
    evidence_level: EvidenceLevel = None,
) -> ClaimFilter:
    return ClaimFilter(source, speaker, property, subject, object, about, rank, evidence_level)


@router.get("/claims", summary="List claims", response_model=Page[Claim])
async def list_claims(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    filters: Annotated[ClaimFilter, Depends(_filters)],
) -> Response:
    """Return claims in the order of their ids: statement, evidence, speakers, status, both clocks.

    By default those that documents assert; `modality=all` gives every one. `left_out` counts the
    claims that the clocks, the modality and the rank kept out of the answer.
    """
    return await answered(request, partial(claims.list_claims, graph, filters, view, part), LIST)


@router.get("/claims/{id}", summary="Show a claim", response_model=Claim)
async def get_claim(request: Request, graph: GraphDep, id: ClaimId) -> Response:  # noqa: A002  # the name in the address
    """Return the statement of a document, its evidence, speaker, modality, and both clocks.

    It is there whatever its status; Turtle, JSON-LD and other forms of RDF by Accept or suffix.
    """
    forms = Forms(thing=record_iri("claim", id))
    return await answered(request, partial(claims.get_claim, graph, id), forms)
