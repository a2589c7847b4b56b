"""Projects and initiatives: lists, and one with its stages and parties."""

from dataclasses import dataclass
from typing import Final

from kzgraph.model import Page, Part
from kzgraph.model.amounts import Amount
from kzgraph.model.projects import Project, ProjectSummary
from kzgraph.model.stages import StageReached
from kzgraph.read import stages, things
from kzgraph.read.candidacies import candidacies
from kzgraph.read.graph import Graph
from kzgraph.read.life_cycles import life_cycles, plain_stages
from kzgraph.read.lines import Lines, about
from kzgraph.read.links import class_name, one_of, sectors_of
from kzgraph.read.listing import Link, Wanted, listed
from kzgraph.read.money import amounts_by_iri, stated
from kzgraph.read.things import Thing
from kzgraph.statements import View

KINDS: Final = ("project", "initiative")
_AMOUNTS: Final = ("plannedCapacity", "statedValue")
_DATES: Final = ("startDate", "endDate")
_PLACES: Final = ("location", "launchedAt")
_DEVELOPERS: Final = ("developer", "initiatedBy")
_BUILDERS: Final = ("builds",)
_CANDIDATES: Final = ("interestedIn", "shortlistedFor", "selectedFor", "participatesIn")
_DECISIONS: Final = (
    "approves",
    "concernsProject",
    "announces",
    "partOfInitiative",
    "discussedTopic",
)
_LONG: Final = (*_AMOUNTS, *_DATES, *_PLACES, *_DEVELOPERS, "concernsSector", "hasStage")


@dataclass(frozen=True)
class ProjectFilter:
    """Which projects are listed; None leaves a part open.

    ``type_name`` is a class such as ``PowerProject``, ``stage`` one that was reached. ``location``,
    ``sector`` (what is narrower counts as well) and ``participant`` (a developer or a candidate) are
    ids such as ``company/edf``; ``name`` is a name in any spelling.
    """

    type_name: str | None = None
    stage: str | None = None
    location: str | None = None
    sector: str | None = None
    participant: str | None = None
    name: str | None = None


def list_projects(
    graph: Graph, asked: ProjectFilter, view: View, part: Part
) -> Page[ProjectSummary]:
    """Return the projects and initiatives that a view sees, by name.

    Raises ``BadRequestError`` for what is no id or class, and for a foreign cursor.
    """
    found = listed(graph, _wanted(graph, asked), view, part)
    told = about(graph, view, found.numbers, "subject", *_LONG)
    back = about(graph, view, found.numbers, "object", *_BUILDERS, *_CANDIDATES)
    cycles = stages.stages_of(graph, view, found.numbers)
    amounts = amounts_by_iri(graph, told.objects("plannedCapacity"))
    named = things.things(graph, found.numbers)
    own, others = told.by("subject"), back.by("object")
    items = tuple(
        _summary(named[n], own[named[n].iri] + others[named[n].iri], cycles.get(n, ()), amounts)
        for n in found.numbers
    )
    return Page(items, found.total, found.next, found.left_out, found.coverage)


def get_project(graph: Graph, slug: str, view: View) -> Project:
    """Return a project or an initiative, such as ``nuclear-power-plant``. Raises ``NotFoundError``."""
    one = things.find_thing(graph, KINDS, slug, "project")
    told = about(graph, view, [one.number], "subject")
    back = about(graph, view, [one.number], "object")
    names, description = things.described(graph, one)
    cycle = life_cycles(graph, view, [one.number])[one.number]
    return Project(
        one.id,
        one.iri,
        one.label,
        one.types,
        names,
        description,
        plain_stages(cycle),
        cycle.outlook.latest,
        amounts=stated(graph, told),
        dates=told.pick(*_DATES),
        locations=told.pick(*_PLACES),
        sectors=told.pick("concernsSector"),
        developers=told.pick(*_DEVELOPERS) + back.pick(*_BUILDERS),
        candidates=back.pick(*_CANDIDATES),
        decisions=back.pick(*_DECISIONS),
        others=told.without(*_LONG) + back.without(*_BUILDERS, *_CANDIDATES, *_DECISIONS),
        documents=things.documents(graph, told + back),
        left_out=things.left_out(graph, view, [one.number]),
        life_cycle=cycle,
        candidacies=candidacies(graph, view, one),
    )


def _wanted(graph: Graph, asked: ProjectFilter) -> Wanted:
    links: list[tuple[Link, ...]] = []
    if asked.stage is not None:
        links.append(stages.reached(graph, asked.stage))
    if asked.location is not None:
        links.append((one_of(graph, asked.location, *_PLACES),))
    if asked.sector is not None:
        links.append((Link(("concernsSector",), sectors_of(graph, asked.sector)),))
    if asked.participant is not None:
        own = one_of(graph, asked.participant, *_DEVELOPERS)
        other = one_of(graph, asked.participant, *_BUILDERS, *_CANDIDATES, incoming=True)
        links.append((own, other))
    type_name = class_name(graph, asked.type_name)
    return Wanted(("Undertaking",), type_name, asked.name, tuple(links))


def _summary(
    one: Thing, told: Lines, cycle: tuple[StageReached, ...], amounts: dict[str, Amount]
) -> ProjectSummary:
    last = stages.latest(cycle)
    sizes = [amounts[v.iri] for v in told.objects("plannedCapacity") if v.iri in amounts]
    parties = told.objects(*_DEVELOPERS) + told.subjects(*_BUILDERS, *_CANDIDATES)
    claims, sources = things.reasons([*told, *cycle])
    return ProjectSummary(
        one.id,
        one.iri,
        one.label,
        one.types,
        locations=told.objects(*_PLACES),
        sectors=told.objects("concernsSector"),
        participants=tuple(dict.fromkeys(parties)),
        capacity=sizes[0] if sizes else None,
        latest_stage=last.stage if last else None,
        latest_date=last.date if last else None,
        claims=claims,
        sources=sources,
    )
