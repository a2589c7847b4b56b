"""Visits in the order of time, and the dossier of one."""

from functools import partial
from typing import Annotated, Any

from fastapi import Query, Request, Response

from kzgraph.model.visits import Dossier, SignedAgreement
from kzgraph.read.dossier import get_dossier
from kzgraph.read.events import PLACES
from kzgraph.read.graph import Graph
from kzgraph.read.link_choices import linked_with
from kzgraph.read.stage_table import AGREEMENT_STAGES
from kzgraph.read.visit_list import VISITORS, VisitFilter, list_visits
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ThingId
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_with, head
from kzgraph_api.pages.lifecycle import Step, steps
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.views import ViewDep

router = page_router()

Visitor = Annotated[ThingId, Query(description="Who came, such as `person/macron`.")]
Place = Annotated[ThingId, Query(description="Where to, such as `state/kaz`.")]


@router.get("/visits")
async def visits(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    visitor: Visitor = None,
    place: Place = None,
) -> Response:
    """List visits, the latest first."""
    make = partial(_listed, graph, VisitFilter(visitor, place), view)
    return await page(request, "visits.html", make)


@router.get("/page/visit/{slug}")
async def visit(request: Request, graph: GraphDep, slug: str, view: ViewDep) -> Response:
    """Show the dossier of a visit."""
    return await page(request, "visit.html", partial(_shown, graph, slug, view))


def _listed(graph: Graph, asked: VisitFilter, view: View, _reader: Reader) -> dict[str, Any]:
    return {
        "visits": list_visits(graph, asked, view),
        "visitors": linked_with(graph, ("Visit",), *VISITORS),
        "places": linked_with(graph, ("Visit",), *PLACES),
        "asked": asked_with(view, visitor=asked.visitor, place=asked.place),
    }


def _shown(graph: Graph, slug: str, view: View, _reader: Reader) -> dict[str, Any]:
    dossier = get_dossier(graph, slug, view)
    return {
        **head(graph, dossier.id, view),
        "dossier": dossier,
        "cycles": _cycles(dossier),
    }


def _cycles(dossier: Dossier) -> dict[str, tuple[Step, ...]]:
    """Return the life cycles of the agreements that a dossier names, by their ids."""
    named: tuple[SignedAgreement, ...] = (*dossier.signed, *dossier.told_alongside)
    return {one.id: steps(one.life_cycle, AGREEMENT_STAGES) for one in named}
