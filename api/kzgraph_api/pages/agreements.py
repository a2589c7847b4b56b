"""Agreements and sets of them: the list, and one with its parties, its value and its life cycle."""

from functools import partial
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from kzgraph.model import Part
from kzgraph.model.stages import AgreementStage as Stage
from kzgraph.read.agreements import AgreementFilter, get_agreement, list_agreements
from kzgraph.read.graph import Graph
from kzgraph.read.link_choices import classes_of, linked_with
from kzgraph.read.stage_table import AGREEMENT_STAGES
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ClassName, Name, Sector, ThingId
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_with, head
from kzgraph_api.pages.lifecycle import steps
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.views import EveryDep, PartDep, ViewDep

_CLASSES: Final = ("Agreement", "AgreementSet")

router = page_router()

Signatory = Annotated[ThingId, Query(description="Who signed or issued it, such as `state/fra`.")]
During = Annotated[ThingId, Query(description="A visit or another event at which it was signed.")]


@router.get("/agreements")
async def agreements(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    type_name: ClassName = None,
    signatory: Signatory = None,
    sector: Sector = None,
    stage: Annotated[Stage | None, Query()] = None,
    during: During = None,
    q: Name = None,
) -> Response:
    """List agreements and sets of agreements by name."""
    asked = AgreementFilter(type_name, signatory, sector, stage, during, q)
    return await page(request, "agreements.html", partial(_listed, graph, asked, view, part))


@router.get("/page/agreement/{slug}")
async def agreement(request: Request, graph: GraphDep, slug: str, view: EveryDep) -> Response:
    """Show an agreement with all that is told of it, what is only planned marked as such."""
    make = partial(_shown, graph, f"agreement/{slug}", view)
    return await page(request, "agreement.html", make)


@router.get("/page/agreement-set/{slug}")
async def agreement_set(request: Request, graph: GraphDep, slug: str, view: EveryDep) -> Response:
    """Show a set of agreements that documents tell of together."""
    make = partial(_shown, graph, f"agreement-set/{slug}", view)
    return await page(request, "agreement.html", make)


def _listed(
    graph: Graph, asked: AgreementFilter, view: View, part: Part, _reader: Reader
) -> dict[str, Any]:
    given = {**vars(asked), "type": asked.type_name, "q": asked.name}
    shown = {name: given[name] for name in ("type", "signatory", "sector", "stage", "during", "q")}
    return {
        "agreements": list_agreements(graph, asked, view, part),
        "classes": classes_of(graph, _CLASSES),
        "signatories": linked_with(graph, _CLASSES, "signedBy", "issuedBy"),
        "sectors": linked_with(graph, _CLASSES, "concernsSector"),
        "stages": AGREEMENT_STAGES,
        "asked": asked_with(view, **shown),
    }


def _shown(graph: Graph, name: str, view: View, _reader: Reader) -> dict[str, Any]:
    told = get_agreement(graph, name.partition("/")[2], view)
    return {
        **head(graph, name, view, every=True),
        "agreement": told,
        "cycle": steps(told.life_cycle, AGREEMENT_STAGES),
    }
