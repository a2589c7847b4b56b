"""Agreements and sets of agreements."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kzgraph.model import Page
from kzgraph.model.agreements import Agreement, AgreementSummary
from kzgraph.model.stages import AgreementStage
from kzgraph.read import agreements
from kzgraph.read.agreements import AgreementFilter
from kzgraph.read.things import find_thing
from kzgraph_api.answered import LIST, Forms, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ClassName, Name, Sector, Slug, ThingId
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Agreements")


async def _filter(
    type_name: ClassName = None,
    signatory: Annotated[
        ThingId,
        Query(description="Who signed or issued it, such as `state/fra`.", examples=["state/fra"]),
    ] = None,
    sector: Sector = None,
    stage: Annotated[
        AgreementStage | None,
        Query(description="A stage that it is asserted to have reached.", examples=["signed"]),
    ] = None,
    during: Annotated[
        ThingId,
        Query(
            description="A visit or another event at which it was signed, on its own or in a set.",
            examples=["visit/tokayev-france-2024"],
        ),
    ] = None,
    q: Name = None,
) -> AgreementFilter:
    return AgreementFilter(type_name, signatory, sector, stage, during, q)


@router.get("/agreements", summary="List agreements", response_model=Page[AgreementSummary])
async def list_agreements(
    request: Request,
    graph: GraphDep,
    asked: Annotated[AgreementFilter, Depends(_filter)],
    view: ViewDep,
    part: PartDep,
) -> Response:
    """Return agreements and counted sets of agreements by name, each with its latest stage.

    A set (`is_set`) is a number of agreements that a text tells of together; their stated value is
    that of the set, and is never added to another. `claims` names the claims behind a line.
    """
    make = partial(agreements.list_agreements, graph, asked, view, part)
    return await answered(request, make, LIST)


@router.get("/agreements/{slug}", summary="Show an agreement", response_model=Agreement)
async def get_agreement(request: Request, graph: GraphDep, slug: Slug, view: ViewDep) -> Response:
    """Return signatories, sectors, stated value, sets, and the life cycle of an agreement or a set.

    `stages` runs from announced, signed, submitted for approval, ratified and in force to implemented
    and lapsed. A stage that no claim tells of is not there. `basis` says whether claims state the
    date of a stage, or whether the date is that of the document by which it was reached.
    `latest_stage` is the last one that is asserted. `life_cycle` adds who signed or ratified, every
    date where documents disagree, the days since the stage before, the stages that are missing in
    between, and what is known after the last: `outlook.nothing_later`, and how long the silence
    lasts. RDF of the agreement, by Accept or suffix, holds all claims.
    """
    one = await run_in_threadpool(find_thing, graph, agreements.KINDS, slug, "agreement")
    make = partial(agreements.get_agreement, graph, slug, view)
    return await answered(request, make, Forms(thing=one.iri))
