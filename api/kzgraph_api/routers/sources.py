"""Documents as sources."""

from fastapi import APIRouter, Depends

from kzgraph import sources
from kzgraph_api.conditional import tagged
from kzgraph_api.deps import ReleaseId, StoreDep
from kzgraph_api.parameters import known
from kzgraph_api.schemas import Source, SourceList

router = APIRouter(
    prefix="/v1", dependencies=[Depends(known), Depends(tagged)], tags=["Provenance"]
)


@router.get("/sources", summary="List sources")
def list_sources(store: StoreDep, release: ReleaseId) -> SourceList:
    """Return every document that claims were taken from, with how many claims cite it."""
    return SourceList(sources.list_sources(store), release)


@router.get("/sources/{id}", summary="Show a source and its coverage")
def get_source(store: StoreDep, release: ReleaseId, id: str) -> Source:  # noqa: A002  # as above
    """Return a document with each sentence's position and claims, or why it has none."""
    summary, evidence = sources.get_source(store, id)
    return Source(summary, evidence.length, evidence.sha256, evidence.sentences, release)
