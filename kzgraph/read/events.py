"""Events: lists, and one with its dates, places, participants and topics."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from kzgraph.model import Page, Part
from kzgraph.model.events import Event, EventPart, EventSummary
from kzgraph.read import things
from kzgraph.read.graph import Graph
from kzgraph.read.lines import Lines, about
from kzgraph.read.links import class_name, one_of
from kzgraph.read.listing import Link, Wanted, listed
from kzgraph.read.things import Thing
from kzgraph.statements import View

KINDS: Final = ("event", "visit")
DATES: Final = ("startDate", "endDate", "intendedDate")
PLACES: Final = ("visitTo", "visitedPlace", "location", "heldAt", "destination")
KIND_OF: Final = ("visitKind", "ordinal")
_PARTICIPANTS: Final = (
    "visitor",
    "participant",
    "invitedBy",
    "inviter",
    "invitee",
    "acceptedBy",
    "inHonourOf",
    "heldBy",
    "organisedBy",
    "associatedBody",
)
_GUESTS: Final = ("guestOfHonourAt",)
_TOPICS: Final = ("discussedTopic", "dedicatedTo")
_OUTCOMES: Final = ("approves", "announces", "expectedOutcome")
_RESULTS: Final = ("signedDuring", "resultedFrom", "launchedDuring")
_OWN: Final = (*DATES, *PLACES, *KIND_OF, *_PARTICIPANTS, *_TOPICS, *_OUTCOMES, "partOfEvent")
_SHORT: Final = (*DATES, *PLACES, *_PARTICIPANTS, "partOfEvent")


@dataclass(frozen=True)
class EventFilter:
    """Which events are listed; None leaves a part open.

    ``type_name`` is a class such as ``Meeting``. ``participant`` (a visitor or host as well), ``place``
    and ``part_of`` (an event) are ids such as ``person/macron``; ``name`` is a name in any spelling.
    """

    type_name: str | None = None
    participant: str | None = None
    place: str | None = None
    part_of: str | None = None
    name: str | None = None


def list_events(graph: Graph, asked: EventFilter, view: View, part: Part) -> Page[EventSummary]:
    """Return the events that a view sees, by name.

    Raises ``BadRequestError`` for what is no id or class, and for a foreign cursor.
    """
    found = listed(graph, _wanted(graph, asked), view, part)
    told = about(graph, view, found.numbers, "subject", *_SHORT)
    back = about(graph, view, found.numbers, "object", *_GUESTS)
    named = things.things(graph, found.numbers)
    own, others = told.by("subject"), back.by("object")
    items = tuple(
        _summary(named[number], own[named[number].iri], others[named[number].iri])
        for number in found.numbers
    )
    return Page(items, found.total, found.next, found.left_out, found.coverage)


def get_event(graph: Graph, slug: str, view: View) -> Event:
    """Return an event or a visit, such as ``talks-paris-2024``. Raises ``NotFoundError``."""
    one = things.find_thing(graph, KINDS, slug, "event")
    told = about(graph, view, [one.number], "subject")
    back = about(graph, view, [one.number], "object")
    names, description = things.described(graph, one)
    return Event(
        **_said(one, told, back),
        names=names,
        description=description,
        parts=back.pick("partOfEvent"),
        documents=things.documents(graph, told + back),
        left_out=things.left_out(graph, view, [one.number]),
    )


def event_parts(graph: Graph, view: View, numbers: Iterable[int]) -> list[EventPart]:
    """Return what is said of some events, by their names."""
    asked = list(numbers)
    told = about(graph, view, asked, "subject")
    back = about(graph, view, asked, "object")
    found = things.things(graph, asked).values()
    ordered = sorted(found, key=lambda one: (one.label.casefold(), one.id))
    own, others = told.by("subject"), back.by("object")
    return [EventPart(**_said(one, own[one.iri], others[one.iri])) for one in ordered]


def date_of(told: Lines) -> str | None:
    """Return the most precise beginning that is told of an event; of several the first."""
    dates = [value.text for value in told.objects("startDate")]
    return min(dates, key=lambda text: (-len(text), text), default=None)


def _said(one: Thing, own: Lines, others: Lines) -> dict[str, Any]:
    """Return the members that an event has on its own and as a part of another."""
    outside = others.without(*_GUESTS, *_RESULTS, "partOfEvent")
    return {
        "id": one.id,
        "iri": one.iri,
        "label": one.label,
        "types": one.types,
        "date": date_of(own),
        "kinds": own.pick(*KIND_OF),
        "dates": own.pick(*DATES),
        "places": own.pick(*PLACES),
        "participants": own.pick(*_PARTICIPANTS) + others.pick(*_GUESTS),
        "topics": own.pick(*_TOPICS),
        "outcomes": own.pick(*_OUTCOMES) + others.pick(*_RESULTS),
        "part_of": own.pick("partOfEvent"),
        "others": own.without(*_OWN) + outside,
    }


def _wanted(graph: Graph, asked: EventFilter) -> Wanted:
    links: list[tuple[Link, ...]] = []
    if asked.participant is not None:
        own = one_of(graph, asked.participant, *_PARTICIPANTS)
        links.append((own, one_of(graph, asked.participant, *_GUESTS, incoming=True)))
    if asked.place is not None:
        links.append((one_of(graph, asked.place, *PLACES),))
    if asked.part_of is not None:
        links.append((one_of(graph, asked.part_of, "partOfEvent"),))
    type_name = class_name(graph, asked.type_name)
    return Wanted(("Event",), type_name, asked.name, tuple(links))


def _summary(one: Thing, own: Lines, guests: Lines) -> EventSummary:
    people = (*own.objects(*_PARTICIPANTS), *guests.subjects(*_GUESTS))
    claims, sources = things.reasons([*own, *guests])
    return EventSummary(
        one.id,
        one.iri,
        one.label,
        one.types,
        date=date_of(own),
        places=own.objects(*PLACES),
        participants=tuple(dict.fromkeys(people)),
        part_of=own.objects("partOfEvent"),
        claims=claims,
        sources=sources,
    )
