"""Projects and initiatives: the list, and one with its stages, its sizes and who would build it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from kzgraph.model import Claim, Part, Statement, Value
from kzgraph.model.amounts import Amount
from kzgraph.model.projects import Project
from kzgraph.model.stages import ProjectStage as Stage
from kzgraph.model.stated import StatedAmount
from kzgraph.read.claims_named import claims_named
from kzgraph.read.graph import Graph
from kzgraph.read.lines import Lines
from kzgraph.read.link_choices import classes_of, linked_with
from kzgraph.read.projects import ProjectFilter, get_project, list_projects
from kzgraph.read.stage_table import PROJECT_STAGES
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ClassName, Name, Sector, ThingId
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_with, head
from kzgraph_api.pages.lifecycle import steps
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.views import EveryDep, PartDep, ViewDep

_CLASSES: Final = ("Undertaking",)
_PARAMETERS: Final = ("type", "stage", "location", "sector", "participant", "q")

router = page_router()

Location = Annotated[ThingId, Query(description="Where it is, such as `state/kaz`.")]
Participant = Annotated[ThingId, Query(description="A developer or a candidate of it.")]


Backed = tuple[Statement, tuple[Claim, ...]]
"""A statement and the claims that make it."""


@dataclass(frozen=True)
class Candidate:
    """Who may take part in a project, what is said of that, and the places given among the candidates."""

    who: Value
    said: tuple[Backed, ...]
    ranks: tuple[tuple[Amount, Backed], ...]


@router.get("/projects")
async def projects(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    type_name: ClassName = None,
    stage: Annotated[Stage | None, Query()] = None,
    location: Location = None,
    sector: Sector = None,
    participant: Participant = None,
    q: Name = None,
) -> Response:
    """List projects and initiatives by name."""
    asked = ProjectFilter(type_name, stage, location, sector, participant, q)
    return await page(request, "projects.html", partial(_listed, graph, asked, view, part))


@router.get("/page/project/{slug}")
async def project(request: Request, graph: GraphDep, slug: str, view: EveryDep) -> Response:
    """Show a project with all that is told of it, what is only planned marked as such."""
    make = partial(_shown, graph, f"project/{slug}", view)
    return await page(request, "project.html", make)


@router.get("/page/initiative/{slug}")
async def initiative(request: Request, graph: GraphDep, slug: str, view: EveryDep) -> Response:
    """Show an initiative as a project is shown."""
    make = partial(_shown, graph, f"initiative/{slug}", view)
    return await page(request, "project.html", make)


def _listed(
    graph: Graph, asked: ProjectFilter, view: View, part: Part, _reader: Reader
) -> dict[str, Any]:
    given = {**vars(asked), "type": asked.type_name, "q": asked.name}
    return {
        "projects": list_projects(graph, asked, view, part),
        "classes": classes_of(graph, _CLASSES),
        "locations": linked_with(graph, _CLASSES, "location", "launchedAt"),
        "sectors": linked_with(graph, _CLASSES, "concernsSector"),
        "stages": PROJECT_STAGES,
        "asked": asked_with(view, **{name: given[name] for name in _PARAMETERS}),
    }


def _shown(graph: Graph, name: str, view: View, _reader: Reader) -> dict[str, Any]:
    told = get_project(graph, name.partition("/")[2], view)
    return {
        **head(graph, name, view, every=True),
        "project": told,
        "cycle": steps(told.life_cycle, PROJECT_STAGES),
        "candidates": _candidates(graph, told),
    }


def _candidates(graph: Graph, told: Project) -> list[Candidate]:
    """Return the candidates, those that have come further first, and who could only take part last."""
    places = {one.organisation: one for one in told.candidacies}
    own = Lines(told.candidates).by("subject")
    every = dict.fromkeys((*places, *(line.subject for line in told.candidates)))
    lines = {who: own[who.iri or ""] for who in every}
    lines |= {who: lines[who] + Lines(one.ties) for who, one in places.items()}
    ranks = {who: places[who].ranks if who in places else () for who in every}
    claims = claims_named(graph, _behind(lines.values(), ranks.values()))

    def backed(line: Statement) -> Backed:
        return line, tuple(claims[name] for name in line.claims)

    return [
        Candidate(
            who,
            tuple(backed(line) for line in lines[who]),
            tuple((rank.amount, backed(rank.statement)) for rank in ranks[who]),
        )
        for who in every
    ]


def _behind(lines: Iterable[Lines], ranks: Iterable[tuple[StatedAmount, ...]]) -> Iterator[str]:
    """Yield the ids of the claims behind statements and amounts."""
    for group in lines:
        yield from (claim for line in group for claim in line.claims)
    for given in ranks:
        yield from (claim for rank in given for claim in rank.statement.claims)
