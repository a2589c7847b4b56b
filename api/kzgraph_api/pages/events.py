"""Events: the list, and one with its date, place, participants and topics."""

from functools import partial
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from kzgraph.model import Part
from kzgraph.read.events import PLACES, EventFilter, get_event, list_events
from kzgraph.read.graph import Graph
from kzgraph.read.link_choices import classes_of, linked_with
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ClassName, Name, ThingId
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_with, head
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.views import PartDep, ViewDep

_CLASSES: Final = ("Event",)

router = page_router()

Participant = Annotated[ThingId, Query(description="A participant, visitor, host or guest.")]
Place = Annotated[ThingId, Query(description="Where it takes place or leads to.")]
PartOf = Annotated[ThingId, Query(description="The event that it is part of.")]


@router.get("/events")
async def events(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    type_name: ClassName = None,
    participant: Participant = None,
    place: Place = None,
    part_of: PartOf = None,
    q: Name = None,
) -> Response:
    """List events by name."""
    asked = EventFilter(type_name, participant, place, part_of, q)
    return await page(request, "events.html", partial(_listed, graph, asked, view, part))


@router.get("/page/event/{slug}")
async def event(request: Request, graph: GraphDep, slug: str, view: ViewDep) -> Response:
    """Show an event."""
    return await page(request, "event.html", partial(_shown, graph, slug, view))


def _listed(
    graph: Graph, asked: EventFilter, view: View, part: Part, _reader: Reader
) -> dict[str, Any]:
    given = {"type": asked.type_name, "participant": asked.participant, "place": asked.place}
    return {
        "events": list_events(graph, asked, view, part),
        "classes": classes_of(graph, _CLASSES),
        "places": linked_with(graph, _CLASSES, *PLACES),
        "asked": asked_with(view, **given, part_of=asked.part_of, q=asked.name),
    }


def _shown(graph: Graph, slug: str, view: View, _reader: Reader) -> dict[str, Any]:
    told = get_event(graph, slug, view)
    return {**head(graph, told.id, view), "event": told}
