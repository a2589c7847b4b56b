"""Entities: lists, and one with all that is known of it."""

from functools import partial
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kzgraph.identifiers import THINGS
from kzgraph.model import Entity
from kzgraph.model.entities import EntityPage
from kzgraph.read import entities
from kzgraph.read.entity_filter import EntityFilter
from kzgraph.read.entity_list import Sort, list_entities
from kzgraph.read.lookup import entity_iri, is_entity
from kzgraph_api.answered import LIST, Forms, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ThingId
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Entities")

NONE: Final = "none"
RETIRED: Final[dict[int | str, dict[str, Any]]] = {
    308: {"description": "The id has been retired; `Location` has the address of its successor."}
}

Kind = Annotated[str, Path(description="The first part of an id.", examples=["state"])]
Slug = Annotated[str, Path(description="The second part of an id.", examples=["kaz"])]
TypeName = Annotated[
    str | None,
    Query(
        alias="type",
        max_length=500,
        description="A class, such as `Organisation`; its subclasses count as well.",
        examples=["Organisation"],
    ),
]
Country = Annotated[
    ThingId,
    Query(
        description="A state that a statement joins the entities with.",
        examples=["state/kaz"],
    ),
]
Sector = Annotated[
    ThingId,
    Query(
        description="A sector that a statement joins the entities with, or a part of it.",
        examples=["sector/energy"],
    ),
]
Source = Annotated[
    ThingId,
    Query(
        description="The id of a document that speaks of the entities.",
        examples=["eonergie-2024-11"],
    ),
]
Name = Annotated[
    str | None,
    Query(
        max_length=200,
        description="A name, in any spelling or script; the surest come first.",
        examples=["Tokaïev"],
    ),
]
SortName = Annotated[
    Sort | None,
    Query(
        description="The order; `-` puts the last or the largest first. By relevance where `q` gives "
        "a name, by name otherwise.",
        examples=["-corroboration"],
    ),
]
Facets = Annotated[
    list[Literal["type", "country", "sector", "source", "none"]] | None,
    Query(
        description="Facets to count: all of them on the first page where none is named, and `none`.",
        examples=[["type", "country"]],
    ),
]


async def _filter(
    type_name: TypeName = None,
    country: Country = None,
    sector: Sector = None,
    source: Source = None,
    q: Name = None,
) -> EntityFilter:
    return EntityFilter(type_name, country, sector, source, q)


FilterDep = Annotated[EntityFilter, Depends(_filter)]


async def _named(graph: GraphDep, kind: Kind, slug: Slug) -> str:
    """Return an id that an entity bears, before anything is said of it."""
    name = f"{kind}/{slug}"
    if not is_entity(graph, name):
        await run_in_threadpool(entity_iri, graph, name)  # which says why not
    return name


NameDep = Annotated[str, Depends(_named)]


@router.get("/entities", summary="List entities", response_model=EntityPage)
async def get_entities(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    wanted: FilterDep,
    sort: SortName = None,
    facets: Facets = None,
) -> Response:
    """Return the entities that all filters let pass, each with how much is said of it.

    `facets` tells the values of the filters, and how many entities each would leave under the other
    filters. Entities are curated, so that the list has them without claims as well; with a clock,
    `min_corroboration`, or a `modality` other than asserted it has those that such claims speak of,
    and `unseen` counts the rest.
    """
    chosen = None if facets is None else tuple(name for name in facets if name != NONE)
    make = partial(list_entities, graph, wanted, view, part, sort, chosen)
    return await answered(request, make, LIST)


@router.get(
    "/entities/{kind}/{slug}",
    summary="Show an entity",
    response_model=Entity,
    responses=RETIRED,
)
async def get_entity(request: Request, graph: GraphDep, name: NameDep, view: ViewDep) -> Response:
    """Return names, identifiers, what documents say of an entity, and what points to it.

    `facts` and `incoming` are statements with their claims; `unasserted` is what is only planned,
    proposed, an opinion and so on. Of each the first hundred are here; `totals` counts them all, and
    `/relations` has the rest. RDF of the entity, by Accept or suffix, holds all claims.
    """
    forms = Forms(thing=THINGS + name)
    return await answered(request, partial(entities.get_entity, graph, name, view), forms)
