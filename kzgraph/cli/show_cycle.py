"""The rest of ``kzgraph show``: life cycles of agreements, projects and candidates; offices."""

from rich.console import Console
from rich.table import Table

from kzgraph.model import Part
from kzgraph.model.offices import Tenure
from kzgraph.model.stages import LifeCycle
from kzgraph.read import agreements, projects
from kzgraph.read.graph import Graph
from kzgraph.read.offices import OfficeFilter, list_offices
from kzgraph.statements import View

_MOST = 50


def show_cycle(graph: Graph, name: str, console: Console) -> None:
    """Print how far an agreement or a project has come, or who holds which office."""
    kind, _, slug = name.partition("/")
    if kind in agreements.KINDS:
        _print_cycle(
            console, "Life cycle", agreements.get_agreement(graph, slug, View()).life_cycle
        )
    elif kind in projects.KINDS:
        project = projects.get_project(graph, slug, View())
        _print_cycle(console, "Life cycle", project.life_cycle)
        for one in project.candidacies:
            _print_cycle(console, f"Candidate: {one.organisation.text}", one.life_cycle)
    else:
        _print_offices(console, _offices(graph, name))


def _print_cycle(console: Console, title: str, cycle: LifeCycle) -> None:
    table = Table("stage", "date", "since", title=title, title_justify="left")
    table.add_column("claims", overflow="fold")
    table.add_column("documents")
    for stage in cycle.stages:
        lag = stage.lag
        days = f"{lag.least} to {lag.most} days after {lag.after}" if lag else ""
        date = " or ".join(stage.dates) or (f"by {stage.date}" if stage.date else "")
        table.add_row(stage.stage, date, days, " ".join(stage.claims), str(stage.corroboration))
    for gap in cycle.gaps:
        table.add_row(gap.stage, "not told", "", "", "")
    table.caption = cycle.outlook.note
    console.print(table)


def _offices(graph: Graph, name: str) -> tuple[Tenure, ...]:
    part, view = Part(_MOST), View()
    held = list_offices(graph, OfficeFilter(holder=name), view, part).items
    return held + list_offices(graph, OfficeFilter(body=name), view, part).items


def _print_offices(console: Console, tenures: tuple[Tenure, ...]) -> None:
    if not tenures:
        return
    table = Table("person", "office", "from", "until", title="Offices", title_justify="left")
    table.add_column("told for")
    table.add_column("claims", overflow="fold")
    for one in tenures:
        told = ", ".join(one.told)
        ends = (one.since or "", one.until or "")
        table.add_row(one.person.text, one.office.text, *ends, told, " ".join(one.claims))
    console.print(table)
