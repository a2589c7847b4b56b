"""Why a statement is believed: the claims that make it, where they stand, who speaks, who disputes it."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from fastapi import Request, Response

from kzgraph.model import Claim, Passage
from kzgraph.model.conflicts import Conflict
from kzgraph.read.backing import backing
from kzgraph.read.conflicts import get_conflict
from kzgraph.read.graph import Graph
from kzgraph.read.reasons import reasons
from kzgraph.read.views import view_of
from kzgraph.release import Home
from kzgraph.release.texts import passages_of
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.passages import home_with_texts, state
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router

router = page_router()


@router.get("/why/{claim}")
async def why(request: Request, graph: GraphDep, claim: str) -> Response:
    """Show why the statement that a claim makes is believed."""
    home = home_with_texts(request)
    return await page(
        request, "why.html", partial(_shown, graph, claim, home), also=await state(home)
    )


@router.get("/page/claim/{claim}")
async def one(request: Request, graph: GraphDep, claim: str) -> Response:
    """Show a claim by itself."""
    home = home_with_texts(request)
    make = partial(_alone, graph, claim, home)
    return await page(request, "claim.html", make, also=await state(home))


def _shown(graph: Graph, claim_id: str, home: Home | None, reader: Reader) -> dict[str, Any]:
    claims = reasons(graph, claim_id)
    return {
        "statement": claims[0],
        "claims": claims,
        "backing": backing(graph, claims),
        "conflicts": _conflicts(graph, claims, reader),
        "passages": _passages(graph, claims, home),
    }


def _alone(graph: Graph, claim_id: str, home: Home | None, reader: Reader) -> dict[str, Any]:
    claims = reasons(graph, claim_id)
    alone = [claim for claim in claims if claim.id == claim_id]
    return {
        "claim": alone[0],
        "claims": claims,
        "backing": backing(graph, claims),
        "conflicts": _conflicts(graph, alone, reader),
        "passages": _passages(graph, alone, home),
    }


def _conflicts(graph: Graph, claims: Iterable[Claim], reader: Reader) -> list[Conflict]:
    every = view_of(modality=("all",))
    return [get_conflict(graph, one, every) for one in reader.disputes(c.id for c in claims)]


def _passages(
    graph: Graph, claims: Iterable[Claim], home: Home | None
) -> dict[str, tuple[Passage, ...]]:
    if home is None:
        return {}
    return {claim.id: passages_of(home, graph, claim.id) for claim in claims}
