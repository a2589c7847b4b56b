"""Claims, one by one."""

from fastapi import APIRouter, Depends

from kzgraph import claims
from kzgraph.model import Claim
from kzgraph_api.conditional import tagged
from kzgraph_api.deps import StoreDep
from kzgraph_api.parameters import known

router = APIRouter(
    prefix="/v1", dependencies=[Depends(known), Depends(tagged)], tags=["Provenance"]
)


@router.get("/claims/{id}", summary="Show a claim")
def get_claim(store: StoreDep, id: str) -> Claim:  # noqa: A002  # the name in the address
    """Return the statement of a document, its evidence, speaker, modality, and both clocks."""
    return claims.get_claim(store, id)
