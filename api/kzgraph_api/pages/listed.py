"""Lists of entities: all of them with facets, and the firms among them."""

from functools import partial
from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response

from kzgraph.model import Part
from kzgraph.read.entity_filter import EntityFilter
from kzgraph.read.entity_list import Sort, list_entities
from kzgraph.read.graph import Graph
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.pages.viewed import Asked
from kzgraph_api.routers.entities import Country, FilterDep, Name, Sector, SortName
from kzgraph_api.views import PartDep

router = page_router()

_FIRM: Final = "Company"
_ALL: Final = View()


async def _firms(country: Country = None, sector: Sector = None, q: Name = None) -> EntityFilter:
    return EntityFilter(_FIRM, country, sector, None, q)


FirmsDep = Annotated[EntityFilter, Depends(_firms)]


@router.get("/entities")
async def entities(
    request: Request, graph: GraphDep, part: PartDep, wanted: FilterDep, sort: SortName = None
) -> Response:
    """List entities by type, country, sector, document or name, with how many each leaves."""
    return await page(request, "entities.html", partial(_shown, graph, wanted, part, sort))


@router.get("/firms")
async def firms(
    request: Request, graph: GraphDep, part: PartDep, wanted: FirmsDep, sort: SortName = None
) -> Response:
    """List firms by country and sector."""
    return await page(request, "firms.html", partial(_shown, graph, wanted, part, sort))


def _shown(
    graph: Graph, wanted: EntityFilter, part: Part, sort: Sort | None, _reader: Reader
) -> dict[str, Any]:
    order = sort or (None if wanted.q else "-corroboration")
    given = {**vars(wanted), "sort": sort}
    return {
        "found": list_entities(graph, wanted, _ALL, part, order),
        "asked": Asked({name: value for name, value in given.items() if value}),
    }
