"""The page of a thing of any kind that has no page of its own."""

from functools import partial

from fastapi import Request, Response

from kzgraph_api.deps import GraphDep
from kzgraph_api.pages import entity
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.routing import page_router
from kzgraph_api.views import ViewDep

router = page_router()


@router.get("/page/{kind}/{slug}")
async def thing(request: Request, graph: GraphDep, kind: str, slug: str, view: ViewDep) -> Response:
    """Show a thing."""
    make = partial(entity.shown, graph, f"{kind}/{slug}", view)
    return await page(request, "entity.html", make)
