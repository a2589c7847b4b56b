"""The releases that are kept."""

from dataclasses import dataclass, fields
from urllib.parse import urlencode

from fastapi import Request, Response

from kzgraph.model import Page, Part
from kzgraph.model.releases import ReleaseSummary
from kzgraph.release import Home
from kzgraph.release.listing import list_releases, state
from kzgraph_api.addresses import base_of
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import ServiceDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep

router = rest_router("Releases")


@dataclass(frozen=True)
class KeptRelease(ReleaseSummary):
    """A release that is kept; ``changes`` is the address of what changed since."""

    changes: str


@router.get("/releases", summary="List releases", response_model=Page[KeptRelease])
async def get_releases(request: Request, service: ServiceDep, part: PartDep) -> Response:
    """Return the releases that are kept: the current one, then the one that was before it, and so on.

    Each with when it last became current, what made it so, what it holds, and the address of what
    changed since.
    """
    home, base = Home(service.settings.home), base_of(request)
    return await answered(request, lambda: _kept(home, part, base), LIST, also=state(home))


def _kept(home: Home, part: Part, base: str) -> Page[KeptRelease]:
    page = list_releases(home, part)
    return Page(tuple(_with_changes(item, base) for item in page.items), page.total, page.next)


def _with_changes(item: ReleaseSummary, base: str) -> KeptRelease:
    members = {field.name: getattr(item, field.name) for field in fields(item)}
    return KeptRelease(**members, changes=f"{base}/v1/changes?{urlencode({'since': item.release})}")
