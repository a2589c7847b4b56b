"""Where things are: states on a map, and the places in them as a list."""

from functools import partial
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from kzgraph.identifiers import THINGS
from kzgraph.model.places import Whereabouts
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import is_entity
from kzgraph.read.whereabouts import whereabouts
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ThingId
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_of_every, present
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.pages.viewed import Asked
from kzgraph_api.views import EveryDep

_CORRIDOR: Final = "corridor/middle-corridor"
"""What people ask a map for, beside places."""

router = page_router()

Of = Annotated[
    ThingId,
    Query(description="What the map shows the places of, such as `corridor/middle-corridor`."),
]


@router.get("/map")
async def world(request: Request, graph: GraphDep, view: EveryDep, of: Of = None) -> Response:
    """Show the states and places of something, or of all that is anywhere."""
    return await page(request, "map.html", partial(_shown, graph, of, view))


def _shown(graph: Graph, of: str | None, view: View, reader: Reader) -> dict[str, Any]:
    of = present(graph, of) if of else None
    told = whereabouts(graph, view, of)
    asked = asked_of_every(view)
    return {
        "told": told,
        "of": of,
        "corridor": _CORRIDOR if is_entity(graph, _CORRIDOR) else None,
        "of_iri": THINGS + (of or ""),
        "asked": Asked(asked.parameters | ({"of": of} if of else {})),
        "drawn": _drawn(told, reader),
    }


def _drawn(told: Whereabouts, reader: Reader) -> list[dict[str, Any]]:
    """Return the states with a code, as the script draws them."""
    return [
        {
            "code": one.code,
            "name": reader.names.of(one.state).text,
            "list": f"state-{one.code}",
        }
        for one in told.states
        if one.code
    ]
