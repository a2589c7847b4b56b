"""Conflicts between claims."""

from functools import partial
from typing import Annotated

from fastapi import Path, Query, Request, Response

from kzgraph.model.conflicts import Conflict, ConflictPage
from kzgraph.read import conflicts
from kzgraph.read.conflicts import ConflictFilter, KindWord, StatusWord
from kzgraph.read.names import record_iri
from kzgraph_api.answered import LIST, Forms, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import EveryDep, PartDep

router = rest_router("Provenance")

ConflictId = Annotated[
    str, Path(description="The id of a conflict.", examples=["0123456789abcdef"])
]
Subject = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="What the claims speak of: an id or an IRI.",
        examples=["visit/tokayev-france-2024"],
    ),
]
Property = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="The property for which they give different values.",
        examples=["visitKind"],
    ),
]
Status = Annotated[
    StatusWord | None,
    Query(description="`resolved` where a rank settles the conflict, `open` where none does."),
]
Kind = Annotated[
    KindWord | None,
    Query(description="How its claims differ; a conflict may be of several kinds."),
]


@router.get("/conflicts", summary="List conflicts", response_model=ConflictPage)
async def list_conflicts(
    request: Request,
    graph: GraphDep,
    view: EveryDep,
    part: PartDep,
    subject: Subject = None,
    property: Property = None,  # noqa: A002  # the word of RDF
    status: Status = None,
    kind: Kind = None,
) -> Response:
    """Return conflicts, open ones first: the values side by side, each with who says it, and when.

    A conflict is listed where the filters leave two sides of it; `min_corroboration` asks for so many
    documents behind each value. Its kinds, its status, and `why`, are those of the release. Plans and
    estimates take part: what was foreseen is revised, or comes out otherwise.
    """
    filters = ConflictFilter(subject, property, status, kind)
    make = partial(conflicts.list_conflicts, graph, filters, view, part)
    return await answered(request, make, LIST)


@router.get("/conflicts/{id}", summary="Show a conflict", response_model=Conflict)
async def get_conflict(
    request: Request,
    graph: GraphDep,
    view: EveryDep,
    id: ConflictId,  # noqa: A002  # the name in the address
) -> Response:
    """Return the values of a conflict with their claims, and whether and why one of them prevails.

    There is none under filters that leave fewer than two values. Turtle, JSON-LD and other forms of
    RDF by Accept or suffix.
    """
    forms = Forms(thing=record_iri("conflict", id))
    return await answered(request, partial(conflicts.get_conflict, graph, id, view), forms)
