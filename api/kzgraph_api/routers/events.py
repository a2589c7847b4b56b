"""Events: visits, meetings, ceremonies, announcements, referendums."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kzgraph.model import Page
from kzgraph.model.events import Event, EventSummary
from kzgraph.read import events
from kzgraph.read.events import EventFilter
from kzgraph.read.things import find_thing
from kzgraph_api.answered import LIST, Forms, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ClassName, Name, ThingId
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Events")

Slug = Annotated[
    str,
    Path(max_length=200, description="The last step of its id.", examples=["talks-paris-2024"]),
]


async def _filter(
    type_name: ClassName = None,
    participant: Annotated[
        ThingId,
        Query(description="A participant, visitor, host or guest.", examples=["person/macron"]),
    ] = None,
    place: Annotated[
        ThingId, Query(description="Where it takes place or leads to.", examples=["place/paris"])
    ] = None,
    part_of: Annotated[
        ThingId,
        Query(description="The event that it is part of.", examples=["visit/tokayev-france-2024"]),
    ] = None,
    q: Name = None,
) -> EventFilter:
    return EventFilter(type_name, participant, place, part_of, q)


@router.get("/events", summary="List events", response_model=Page[EventSummary])
async def list_events(
    request: Request,
    graph: GraphDep,
    asked: Annotated[EventFilter, Depends(_filter)],
    view: ViewDep,
    part: PartDep,
) -> Response:
    """Return events by name, each with its date, places and participants.

    `date` is the most precise beginning that claims tell; `/v1/timeline` has events in the order of
    time.
    """
    make = partial(events.list_events, graph, asked, view, part)
    return await answered(request, make, LIST)


@router.get("/events/{slug}", summary="Show an event", response_model=Event)
async def get_event(request: Request, graph: GraphDep, slug: Slug, view: ViewDep) -> Response:
    """Return kinds, dates, places, participants, topics and outcomes of an event or a visit.

    `part_of` names the event that it belongs to, `parts` those that belong to it. RDF of the event, by
    Accept or suffix, holds all claims.
    """
    one = await run_in_threadpool(find_thing, graph, events.KINDS, slug, "event")
    make = partial(events.get_event, graph, slug, view)
    return await answered(request, make, Forms(thing=one.iri))
