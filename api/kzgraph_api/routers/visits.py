"""Dossiers of visits."""

from functools import partial
from typing import Annotated

from fastapi import Path, Request, Response

from kzgraph.model.visits import Dossier
from kzgraph.read.dossier import get_dossier
from kzgraph_api.answered import answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import ViewDep

router = rest_router("Events")

Slug = Annotated[
    str,
    Path(
        max_length=200,
        description="The last step of the visit's id.",
        examples=["macron-kazakhstan-2023"],
    ),
]


@router.get("/visits/{slug}/dossier", summary="Show the dossier of a visit", response_model=Dossier)
async def show_dossier(request: Request, graph: GraphDep, slug: Slug, view: ViewDep) -> Response:
    """Return who came, when, where and on what terms, whom they met, what was said and signed.

    `documents` are the visit's own: those that speak of it and came out by a month after it. What
    was said (`said`) is theirs. `signed` are agreements that claims tie to the visit, with how far
    they have come; `told_alongside` those whose signing the same documents tell of without a word
    that it was during the visit. `later` is what documents after them say of what the visit brought.
    By default only what is asserted; `modality=all` adds intentions, plans and opinions.
    """
    return await answered(request, partial(get_dossier, graph, slug, view))
