"""The page of a document: where it comes from, how much of it was seen, what claims cite it."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from kzgraph.model import Part, SentenceCoverage
from kzgraph.read.claims import ClaimFilter, list_claims
from kzgraph.read.document import Document, get_document
from kzgraph.read.graph import Graph
from kzgraph.read.sources import EVERY_CLAIM
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.views import Cursor

SHOWN: Final = 60
"""Claims that the page has."""

_WIDTH: Final = 1000

router = page_router()


@dataclass(frozen=True)
class Piece:
    """A sentence as a piece of a strip ``_WIDTH`` wide."""

    x: float
    width: float
    sentence: SentenceCoverage


@router.get("/page/document/{source}")
async def document(
    request: Request, graph: GraphDep, source: str, cursor: Cursor = None
) -> Response:
    """Show a document and how far claims cover it."""
    return await page(request, "document.html", partial(_shown, graph, source, cursor))


def _shown(graph: Graph, source: str, cursor: str | None, _reader: Reader) -> dict[str, Any]:
    told = get_document(graph, source)
    asked = ClaimFilter(source=source, rank="all")
    covered = sum(1 for sentence in told.source.sentences if sentence.claims)
    return {
        "document": told,
        "claims": list_claims(graph, asked, EVERY_CLAIM, Part(SHOWN, cursor)),
        "pieces": _pieces(told),
        "covered": covered,
        "first": cursor is None,
    }


def _pieces(told: Document) -> tuple[Piece, ...]:
    sentences = told.source.sentences
    length = told.source.length or max((one.span.end for one in sentences), default=1)
    scale = _WIDTH / length
    return tuple(
        Piece(
            round(one.span.start * scale, 1),
            max(1.0, round((one.span.end - one.span.start) * scale - 1, 1)),
            one,
        )
        for one in sentences
    )
