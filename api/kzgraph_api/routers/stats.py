"""How much a release holds."""

from fastapi import Request, Response

from kzgraph.model.stats import Stats
from kzgraph.read.stats import stats
from kzgraph_api.answered import answered
from kzgraph_api.deps import GraphDep, ReleaseDep
from kzgraph_api.published import published_at
from kzgraph_api.rest import rest_router
from kzgraph_api.views import ClocksDep

router = rest_router("Service")


@router.get("/stats", summary="Count what there is", response_model=Stats)
async def get_stats(
    request: Request, graph: GraphDep, opened: ReleaseDep, view: ClocksDep
) -> Response:
    """Return counts of documents, claims, facts, conflicts and entities, and when the release came out.

    With `known_on` or `valid_on`, those of what was known by then, or holds then; entities have no
    time, and all of them count.
    """
    return await answered(request, lambda: stats(graph, view, published_at(opened.release)))
