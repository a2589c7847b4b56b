"""Where everything is."""

from fastapi import APIRouter, Depends

from kzgraph import __version__
from kzgraph_api.conditional import tagged
from kzgraph_api.deps import ReleaseDep
from kzgraph_api.schemas import Index

router = APIRouter(dependencies=[Depends(tagged)], tags=["Service"])

_LINKS = {
    "sparql": "/sparql",
    "search": "/v1/search?q={name}",
    "entities": "/v1/entities",
    "entity": "/v1/entities/{kind}/{slug}",
    "claim": "/v1/claims/{id}",
    "sources": "/v1/sources",
    "source": "/v1/sources/{id}",
    "thing": "/id/{kind}/{slug}",
    "data": "/data/{kind}/{slug}",
    "ontology": "/ontology",
    "dataset": "/dataset",
    "void": "/.well-known/void",
    "openapi": "/v1/openapi.json",
    "health": "/healthz",
    "ready": "/readyz",
}


@router.get("/", summary="Say what this service is")
async def index(opened: ReleaseDep) -> Index:
    """Return the release in use, how much it holds, and the addresses of this service."""
    manifest = opened.release.manifest
    return Index("kzgraph", __version__, manifest.release, manifest.counts, _LINKS)
