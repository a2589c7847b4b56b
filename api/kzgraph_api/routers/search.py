"""Finding entities by name."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from kzgraph.search import search as find
from kzgraph_api.conditional import tagged
from kzgraph_api.deps import NamesDep, ReleaseId, StoreDep
from kzgraph_api.parameters import known
from kzgraph_api.schemas import SearchResult

router = APIRouter(prefix="/v1", dependencies=[Depends(known), Depends(tagged)], tags=["Entities"])

Name = Annotated[str, Query(description="A name, in any spelling or script.")]
Language = Annotated[
    str | None,
    Query(
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", description="Names of this language only."
    ),
]
Limit = Annotated[int, Query(ge=1, le=50, description="Most entities to return.")]


@router.get("/search", summary="Find entities by name")
def search(
    store: StoreDep,
    names: NamesDep,
    release: ReleaseId,
    q: Name,
    language: Language = None,
    limit: Limit = 10,
) -> SearchResult:
    """Return the entities that a name may mean, whatever its script, transliteration or slips."""
    return SearchResult(find(store, names, q, language, limit), release)
