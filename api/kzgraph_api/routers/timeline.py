"""Timelines."""

from functools import partial
from typing import Annotated

from fastapi import Query, Request, Response

from kzgraph.model import Page
from kzgraph.model.timeline import TimelineEntry
from kzgraph.read.timeline import timeline
from kzgraph_api.answered import LIST, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ThingId
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Events")

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

Since = Annotated[
    str | None,
    Query(
        alias="from",
        pattern=_DATE,
        description="Only what reaches this day, month or year.",
        examples=["2023"],
    ),
]
Until = Annotated[
    str | None,
    Query(
        alias="to",
        pattern=_DATE,
        description="Only what begins by the end of this day, month or year.",
        examples=["2024-11"],
    ),
]
About = Annotated[
    ThingId,
    Query(
        description="Only what is about this thing, or dates what it takes part in.",
        examples=["state/kaz"],
    ),
]


@router.get("/timeline", summary="Show a timeline", response_model=Page[TimelineEntry])
async def show_timeline(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    since: Since = None,
    until: Until = None,
    about: About = None,
) -> Response:
    """Return what has a time of its own, from the earliest first day on.

    What starts, ends, is established, signed or intended at a date, and what claims say to hold at a
    time that is not just the date of their document. A date of less precision stands at its first
    day; an end that nobody knows stays open.
    """
    make = partial(timeline, graph, view, part, since, until, about)
    return await answered(request, make, LIST)
