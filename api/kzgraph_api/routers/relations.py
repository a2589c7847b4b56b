"""What belongs to an entity: its relations, its claims, its timeline, and its network."""

from functools import partial
from typing import Annotated

from fastapi import Query, Request, Response

from kzgraph.model import Claim, Page, Part
from kzgraph.model.relations import Direction, Network, Relations
from kzgraph.model.timeline import TimelineEntry
from kzgraph.read import about, network, relations
from kzgraph.read.relations import FIRST, Choice
from kzgraph_api.answered import LIST, OBJECT, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.routers.entities import RETIRED, NameDep
from kzgraph_api.routers.timeline import Since, Until
from kzgraph_api.views import Cursor, Limit, PartDep, ViewDep

router = rest_router("Entities")

Property = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=500,
        description="Only the groups of this property.",
        examples=["operatesIn"],
    ),
]
Way = Annotated[
    Direction | None,
    Query(
        description="Only statements with the entity as subject (`out`) or as object (`in`).",
        examples=["in"],
    ),
]
GroupLimit = Annotated[Limit, Query(description="Most statements of each group.")]
GroupCursor = Annotated[
    Cursor, Query(description="`next` of a group; give its `property` and `direction` with it.")
]
Depth = Annotated[
    int, Query(ge=1, le=network.DEEPEST, description="Steps from the entity at the most.")
]
Nodes = Annotated[
    int, Query(ge=1, le=network.MOST_NODES, description="Things at the most, the entity included.")
]


@router.get(
    "/entities/{kind}/{slug}/relations",
    summary="List the relations of an entity",
    response_model=Relations,
    responses=RETIRED,
)
async def list_relations(
    request: Request,
    graph: GraphDep,
    name: NameDep,
    view: ViewDep,
    property: Property = None,  # noqa: A002  # the word of RDF
    direction: Way = None,
    limit: GroupLimit = FIRST,
    cursor: GroupCursor = None,
) -> Response:
    """Return the statements at an entity in both directions, grouped by property.

    Each group has its total, its first statements, and in `next` the cursor of those that follow. As
    CSV the statements of all groups are the lines.
    """
    choice, part = Choice(property, direction), Part(limit, cursor)
    make = partial(relations.relations, graph, name, choice, view, part)
    return await answered(request, make, LIST)


@router.get(
    "/entities/{kind}/{slug}/claims",
    summary="List the claims about an entity",
    response_model=Page[Claim],
    responses=RETIRED,
)
async def list_claims_about(
    request: Request, graph: GraphDep, name: NameDep, view: ViewDep, part: PartDep
) -> Response:
    """Return the claims that have an entity as subject or object, in the order of their ids."""
    return await answered(request, partial(about.claims_about, graph, name, view, part), LIST)


@router.get(
    "/entities/{kind}/{slug}/timeline",
    summary="Show the timeline of an entity",
    response_model=Page[TimelineEntry],
    responses=RETIRED,
)
async def show_timeline_about(
    request: Request,
    graph: GraphDep,
    name: NameDep,
    view: ViewDep,
    part: PartDep,
    since: Since = None,
    until: Until = None,
) -> Response:
    """Return what has a time of its own and concerns an entity, from the earliest first day on."""
    make = partial(about.timeline_about, graph, name, view, part, since, until)
    return await answered(request, make, LIST)


@router.get(
    "/entities/{kind}/{slug}/network",
    summary="Show the network around an entity",
    response_model=Network,
    responses=RETIRED,
)
async def show_network(
    request: Request,
    graph: GraphDep,
    name: NameDep,
    view: ViewDep,
    depth: Depth = 1,
    limit: Nodes = 50,
) -> Response:
    """Return the things around an entity and the statements between them, to be drawn.

    Of things equally near those come first that more documents tell of. `more_nodes` and `more_edges`
    count what found no place.
    """
    return await answered(
        request, partial(network.network, graph, name, view, depth, limit), OBJECT
    )
