"""Finding by name: the page of results, and the names that are suggested while one types."""

from functools import partial
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from kzgraph.model.page import Part
from kzgraph.model.search import SearchPage
from kzgraph.read.graph import Graph
from kzgraph.read.search import Search
from kzgraph.read.search import search as find
from kzgraph.read.suggest import suggest
from kzgraph.read.views import view_of
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.views import Cursor

router = page_router()

_SUGGESTED: Final = 8
_LIMIT: Final = 30

Asked = Annotated[str, Query(description="A name in any spelling, or words.")]
Typed = Annotated[str, Query(description="What was typed so far.")]


@router.get("/search")
async def search(
    request: Request, graph: GraphDep, q: Asked = "", cursor: Cursor = None
) -> Response:
    """Show the entities that a name may mean, then the claims that hold its words."""
    return await page(request, "search.html", partial(_found, graph, q, cursor))


@router.get("/search/suggested")
async def suggested(request: Request, graph: GraphDep, q: Typed = "") -> Response:
    """Answer with the entities that may be meant by what was typed, as options of a list."""
    return await page(request, "suggested.html", partial(_suggested, graph, q))


def _found(graph: Graph, asked: str, cursor: str | None, _reader: Reader) -> dict[str, Any]:
    if not asked:
        return {"asked": asked, "found": None, "next": None}
    view = view_of(modality=("all",))
    found = find(graph, Search(asked, None, None, None), view, Part(_LIMIT, cursor))
    return {"asked": asked, "found": found, "next": _next(asked, found)}


def _next(asked: str, found: SearchPage) -> str | None:
    return f"/search?{urlencode({'q': asked, 'cursor': found.next})}" if found.next else None


def _suggested(graph: Graph, typed: str, reader: Reader) -> dict[str, Any]:
    items = suggest(graph, typed, reader.language, None, _SUGGESTED).items if typed else ()
    return {"found": items}
