"""The list of documents."""

from functools import partial
from typing import Any

from fastapi import Request, Response

from kzgraph.model import Part
from kzgraph.read.graph import Graph
from kzgraph.read.source_choices import source_choices
from kzgraph.read.sources import KINDS, SourceFilter, list_sources
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.pages.viewed import Asked
from kzgraph_api.routers.sources import Kind, Language, Publisher
from kzgraph_api.views import ClocksDep, PartDep

router = page_router()


@router.get("/sources")
async def sources(
    request: Request,
    graph: GraphDep,
    view: ClocksDep,
    part: PartDep,
    kind: Kind = None,
    publisher: Publisher = None,
    language: Language = None,
) -> Response:
    """List the documents that the graph is made from."""
    filters = SourceFilter(kind, publisher, language)
    return await page(request, "sources.html", partial(_shown, graph, filters, view, part))


def _shown(
    graph: Graph, filters: SourceFilter, view: View, part: Part, _reader: Reader
) -> dict[str, Any]:
    clocks = Asked.of(View(view.valid_on, view.known_on)).parameters
    given = {name: value or "" for name, value in vars(filters).items()}
    return {
        "sources": list_sources(graph, filters, view, part),
        "choices": source_choices(graph),
        "kinds": KINDS,
        "asked": Asked(clocks | {name: value for name, value in given.items() if value}),
    }
