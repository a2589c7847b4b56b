"""How much a release holds."""

from fastapi import APIRouter, Depends, Request, Response

from kzgraph.model.stats import Stats
from kzgraph.read.stats import stats
from kzgraph.release import Release, journal
from kzgraph_api.answered import answered
from kzgraph_api.deps import GraphDep, ReleaseDep
from kzgraph_api.parameters import known
from kzgraph_api.views import ClocksDep

router = APIRouter(prefix="/v1", dependencies=[Depends(known)], tags=["Service"])


@router.get("/stats", summary="Count what there is", response_model=Stats)
async def get_stats(
    request: Request, graph: GraphDep, opened: ReleaseDep, view: ClocksDep
) -> Response:
    """Return counts of documents, claims, facts, conflicts and entities, and when the release came out.

    With `known_on` or `valid_on`, those of what was known by then, or holds then; entities have no
    time, and all of them count.
    """
    return await answered(request, lambda: stats(graph, view, _published(opened.release)))


def _published(release: Release) -> str | None:
    """Return when a release first became current, where the journal of its home tells."""
    times = journal.times_of(release.path.parent.parent, release.id)
    return times[0] if times else None
