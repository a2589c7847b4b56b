"""The statements at a thing with one property, where there are too many for its page."""

from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from kzgraph.model import Part
from kzgraph.read import relations
from kzgraph.read.graph import Graph
from kzgraph.read.relations import Choice
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.pages.viewed import Asked
from kzgraph_api.routers.relations import Property, Way
from kzgraph_api.views import Cursor, ViewDep

_SHOWN: Final = 50

router = page_router()


@router.get("/page/{kind}/{slug}/relations")
async def related(
    request: Request,
    graph: GraphDep,
    kind: str,
    slug: str,
    view: ViewDep,
    property: Property = None,  # noqa: A002  # the word of RDF
    direction: Way = None,
    cursor: Cursor = None,
) -> Response:
    """Show the statements at a thing, fifty of each property."""
    name = f"{kind}/{slug}"
    make = partial(_shown, graph, name, Choice(property, direction), view, Part(_SHOWN, cursor))
    return await page(request, "relations.html", make)


def _shown(
    graph: Graph, name: str, choice: Choice, view: View, part: Part, _reader: Reader
) -> dict[str, Any]:
    found = relations.relations(graph, name, choice, view, part)
    return {"name": name, "groups": found.items, "asked": Asked.of(view)}
