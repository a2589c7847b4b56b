"""Whether the service is up, and whether it can answer."""

from fastapi import APIRouter, HTTPException, Request, Response, status

from kzgraph_api.deps import ReleaseDep, ServiceDep
from kzgraph_api.metrics import MEDIA_TYPE, Metrics
from kzgraph_api.rest import RestRoute
from kzgraph_api.schemas import Health

router = APIRouter(tags=["Service"], route_class=RestRoute)


@router.get("/healthz", summary="Tell that the process is up", response_model=Health)
async def healthz() -> Health:
    """Return at once; says nothing of the store."""
    return Health("up")


@router.get("/readyz", summary="Tell whether queries are answered", response_model=Health)
def readyz(service: ServiceDep, opened: ReleaseDep) -> Health:
    """Have a query evaluated; 503 when nobody does.

    `ready-locally`: the remote store does not answer, and the copy of the release here answers.
    """
    if not service.engine.healthy(opened.release.store_path):
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, "No worker answers.")
    return Health("ready" if service.store_fault is None else "ready-locally")


@router.get(
    "/metrics",
    summary="Tell Prometheus what was done",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request) -> Response:
    """Return counters and gauges in the text format of Prometheus."""
    counters: Metrics = request.app.state.metrics
    return Response(counters.text(), media_type=MEDIA_TYPE)
