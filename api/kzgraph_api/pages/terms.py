"""The terms of the ontology: all of them, and one with what it means."""

from collections import defaultdict
from functools import partial
from typing import Any

from fastapi import Request, Response

from kzgraph.model.glossary import Entry
from kzgraph.read.glossary import get_term, list_terms
from kzgraph.read.graph import Graph
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router

router = page_router()


@router.get("/terms")
async def terms(request: Request, graph: GraphDep) -> Response:
    """List the classes, properties and vocabularies."""
    return await page(request, "terms.html", partial(_listed, graph))


@router.get("/terms/{name}")
async def term(request: Request, graph: GraphDep, name: str) -> Response:
    """Show what a term means, and where it stands."""
    return await page(request, "term.html", partial(_shown, graph, name))


def _listed(graph: Graph, reader: Reader) -> dict[str, Any]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in list_terms(graph):
        groups[entry.scheme or entry.role].append(entry)
    by_name = {
        group: sorted(entries, key=lambda entry: str(reader.names.of(entry.iri)).casefold())
        for group, entries in groups.items()
    }
    schemes = sorted(
        (group for group in by_name if group not in ("class", "property", "concept")),
        key=lambda iri: str(reader.names.of(iri)).casefold(),
    )
    return {"groups": by_name, "schemes": schemes}


def _shown(graph: Graph, name: str, _reader: Reader) -> dict[str, Any]:
    return {"term": get_term(graph, name)}
