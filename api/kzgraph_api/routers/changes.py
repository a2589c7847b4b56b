"""What changed between releases."""

from functools import partial
from typing import Annotated

from fastapi import Query, Request, Response

from kzgraph.model.releases import ChangeKind, Changes
from kzgraph.release import Home
from kzgraph.release.listing import state
from kzgraph.release.since import changes_since
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import ReleaseId, ServiceDep
from kzgraph_api.rest import rest_router
from kzgraph_api.turns import LONG
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Releases")

Since = Annotated[
    str,
    Query(
        max_length=64,
        description="The older release: six or more of the first digits of its hash.",
        examples=["current"],
    ),
]
Until = Annotated[
    str | None,
    Query(
        max_length=64,
        description="The newer release, in the same way; the current one where none is given.",
        examples=["current"],
    ),
]
Kind = Annotated[
    ChangeKind | None,
    Query(description="Only changes of this kind.", examples=["claim"]),
]


@router.get("/changes", summary="List what changed since a release", response_model=Changes)
async def list_changes(
    request: Request,
    service: ServiceDep,
    release: ReleaseId,
    view: ViewDep,
    part: PartDep,
    since: Since,
    until: Until = None,
    kind: Kind = None,
) -> Response:
    """Return the claims, facts, entities and conflicts in which two releases differ.

    Claims are added, removed or changed, with the names of the `members` that did; facts gained or
    lost; entities added or removed; conflicts opened or settled. `counts` has the number of each,
    whichever kind is listed. The filters decide which statements count as facts, and nothing else.
    A release that was removed is a 404 that says so.
    """
    home = Home(service.settings.home)
    newer = release if until in (None, "current") else until
    make = partial(changes_since, home, since, view, part, until=newer, kind=kind)
    async with LONG:
        return await answered(request, make, LIST, also=state(home))
