"""What has a time of its own, year by year."""

from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from kzgraph.model import Part
from kzgraph.read.graph import Graph
from kzgraph.read.timeline import timeline as tell
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.band import band
from kzgraph_api.pages.happening import asked_with, present
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.pages.years import bars, by_year
from kzgraph_api.routers.timeline import About, Since, Until
from kzgraph_api.views import Cursor, ViewDep

SHOWN: Final = 80
"""Entries that a page has."""

_COUNTED: Final = 3000
"""Entries that are counted for the drawing at the most."""

_FEW: Final = 40
"""Entries up to which each is drawn by itself."""

router = page_router()

Days = tuple[str | None, str | None, str | None]
"""From and to, and the id of what it is about."""


@router.get("/timeline")
async def timeline(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    since: Since = None,
    until: Until = None,
    about: About = None,
    cursor: Cursor = None,
) -> Response:
    """Show what happened when."""
    make = partial(_shown, graph, (since, until, about), view, cursor)
    return await page(request, "timeline.html", make)


def _shown(
    graph: Graph, days: Days, view: View, cursor: str | None, _reader: Reader
) -> dict[str, Any]:
    since, until, named = days
    about = present(graph, named) if named else None
    every = tell(graph, view, Part(_COUNTED), since, until, about)
    found = tell(graph, view, Part(SHOWN, cursor), since, until, about)
    return {
        "found": found,
        "years": by_year(found.items),
        "bars": bars(every.items),
        "band": band(every.items) if every.total <= _FEW else None,
        "about": about,
        "asked": asked_with(view, about=about, **{"from": since, "to": until}),
    }
