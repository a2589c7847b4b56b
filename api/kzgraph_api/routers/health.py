"""Whether the service is up, and whether it can answer."""

from fastapi import APIRouter, HTTPException, status

from kzgraph_api.deps import ServiceDep
from kzgraph_api.schemas import Health

router = APIRouter(tags=["Service"])


@router.get("/healthz", summary="Tell that the process is up")
async def healthz() -> Health:
    """Return at once; says nothing of the store."""
    return Health("up")


@router.get("/readyz", summary="Tell whether queries are answered")
def readyz(service: ServiceDep) -> Health:
    """Have a worker evaluate a query; 503 when none does."""
    if not service.engine.healthy():
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, "No worker answers.")
    return Health("ready")
