"""The graph explorer: a part of the graph as lists, which a script draws and lets grow.

An address is the whole state: the same one shows the same things to everyone, with script or without.
"""

import json
from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from kzgraph.model import Part
from kzgraph.read.entity_filter import EntityFilter
from kzgraph.read.entity_list import list_entities
from kzgraph.read.explored import explored
from kzgraph.read.graph import Graph
from kzgraph.read.network import MOST_NODES
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import VARY, kept, page
from kzgraph_api.pages.drawable import choices, drawable
from kzgraph_api.pages.explored_kinds import groups
from kzgraph_api.pages.explored_words import told_of
from kzgraph_api.pages.exploring import MOST_ASKED, Exploring, ExploringDep
from kzgraph_api.pages.languages import language_of
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router

router = page_router()

_LINES: Final = 60
_FEWEST: Final = 10
_SIGNS: Final = 40_000
"""Things, and statements, that a page has, and the signs that the addresses in its lines may have."""

_BEGINNINGS: Final = 24
"""Things to begin with that are offered."""

_TEMPLATE: Final = "explore.html"


@router.get("/explore")
async def explore(request: Request, graph: GraphDep, exploring: ExploringDep) -> Response:
    """Show a part of the graph, or things to begin with."""
    if exploring.wanted.open or exploring.wanted.alone:
        return await page(request, _TEMPLATE, partial(_shown, graph, exploring))
    return await page(request, "beginnings.html", partial(_beginnings, graph))


@router.get("/explore/part.json")
async def part(request: Request, graph: GraphDep, exploring: ExploringDep) -> Response:
    """Answer with the same part of the graph, for the script of the page."""
    write = partial(_written, graph, exploring, language_of(request))
    return await kept(request, "application/json", write, {"Vary": VARY})


def _written(graph: Graph, exploring: Exploring, language: str) -> bytes:
    found = explored(graph, exploring.wanted, exploring.view)
    told = drawable(found, exploring, Reader(language, graph))
    return json.dumps(told | {"release": graph.release}, ensure_ascii=False).encode()


def _shown(graph: Graph, exploring: Exploring, reader: Reader) -> dict[str, Any]:
    found = explored(graph, exploring.wanted, exploring.view)
    number = _lines(exploring)
    lines = slice(exploring.row, exploring.row + number)
    longest = max(len(found.nodes), len(found.edges))
    return {
        "exploring": exploring,
        "asked": exploring.asked,
        "found": found,
        "nodes": found.nodes[lines],
        "edges": found.edges[lines],
        "next": exploring.further(number).address if longest > lines.stop else None,
        "choices": choices(found, exploring, reader),
        "told": told_of(found, reader),
        "groups": groups(reader.language),
        "most": {"nodes": MOST_NODES, "asked": MOST_ASKED},
    }


def _lines(exploring: Exploring) -> int:
    """Return how many lines a list has: fewer where addresses are long, since each line has one."""
    return max(_FEWEST, min(_LINES, _SIGNS // len(exploring.address)))


def _beginnings(graph: Graph, _reader: Reader) -> dict[str, Any]:
    found = list_entities(graph, EntityFilter(), View(), Part(_BEGINNINGS), "-claims", ())
    return {"found": found.items}
