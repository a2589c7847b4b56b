"""What the kinds of problems mean: where the addresses in ``type`` lead."""

from typing import Annotated

from fastapi import Path, Request, Response

from kzgraph.errors import NotFoundError
from kzgraph.sparql import choose
from kzgraph_api.answered import JSON, answered
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import release_of
from kzgraph_api.kinds import ALL, Kind
from kzgraph_api.problems import TYPES
from kzgraph_api.rest import rest_router
from kzgraph_api.schemas import ProblemKind, ProblemKinds

router = rest_router("Service", prefix="")

TEXT = "text/plain"

Name = Annotated[
    str, Path(description="The last step of `type` in a problem.", examples=["not-found"])
]


@router.get("/problem", summary="List the kinds of problems", response_model=ProblemKinds)
async def list_problems(request: Request) -> Response:
    """Return every kind of problem that this service answers with, and what to do about it."""
    return await answered(request, lambda: ProblemKinds(tuple(map(_told, ALL.values()))))


@router.get(
    "/problem/{name}",
    summary="Explain a kind of problem",
    response_model=ProblemKind,
    responses={200: {"content": {TEXT: {"schema": {"type": "string"}}}}},
)
async def get_problem(request: Request, name: Name) -> Response:
    """Return what a kind of problem means, and what to do about it; as text where Accept wants that."""
    if name not in ALL:
        raise NotFoundError("kind of problem", name)
    told = _told(ALL[name])
    if choose(", ".join(request.headers.getlist("accept")), (JSON, TEXT)) == JSON:
        return await answered(request, lambda: told)
    tag = entity_tag(release_of(request).id, request.url.path, TEXT)
    refuse_if_known(request, tag)
    text = f"{told.title} ({told.status})\n\n{told.advice}\n\n{told.type}\n"
    return Response(text, headers=tag_headers(tag), media_type=TEXT)


def _told(kind: Kind) -> ProblemKind:
    return ProblemKind(TYPES + kind.name, kind.title, kind.status, kind.advice)
