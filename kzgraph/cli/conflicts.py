"""``kzgraph conflicts`` and ``kzgraph stats``: where documents differ, and how much there is."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.model import Part
from kzgraph.model.conflicts import Conflict, ConflictValue
from kzgraph.read.conflicts import ConflictFilter, KindWord, StatusWord, list_conflicts
from kzgraph.read.graph import Graph
from kzgraph.read.stats import stats
from kzgraph.read.views import view_of
from kzgraph.statements import View, coverage_of

_PAGE = 200

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def conflicts(
    kind: Annotated[KindWord | None, typer.Option(help="How the claims differ.")] = None,
    status: Annotated[StatusWord | None, typer.Option(help="Settled by a rank, or not.")] = None,
    as_json: Json = False,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """List where documents differ: the values side by side, who says each, and what settles it."""
    graph = open_release(home, at).open_graph()
    try:
        found = _all(graph, ConflictFilter(status=status, kind=kind))
        coverage = coverage_of(graph.statements, View())
    finally:
        graph.close()
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return
    console = Console()
    for conflict in found:
        _print(console, conflict)
    typer.echo(f"{len(found)} conflicts\n{coverage}")


def show_stats(as_json: Json = False, at: AtOption = "current", home: HomeOption = None) -> None:
    """Count documents, claims, facts, corroborated facts, and conflicts by kind."""
    graph = open_release(home, at).open_graph()
    try:
        told = asdict(stats(graph, view_of(modality=("all",))))
    finally:
        graph.close()
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table("what", "number")
    for name in ("documents", "claims", "facts", "corroborated", "conflicts", "entities"):
        table.add_row(name, str(told[name]))
        for part in (f"{name}_by_status", f"{name}_by_kind"):
            for word, number in told.get(part, {}).items():
                table.add_row(f"  {word}", str(number))
    Console().print(table)
    typer.echo(told["coverage"]["note"])


def _all(graph: Graph, filters: ConflictFilter) -> list[Conflict]:
    view, found, cursor = view_of(modality=("all",)), list[Conflict](), None
    while True:
        page = list_conflicts(graph, filters, view, Part(_PAGE, cursor))
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def _print(console: Console, conflict: Conflict) -> None:
    head = f"[bold]{conflict.subject.text}[/bold]: {conflict.property.text}"
    kinds = ", ".join(conflict.kinds)
    console.print(f"{head}  ({kinds}; {conflict.status})", highlight=False)
    for value in conflict.values:
        console.print(f"  {_value(value)}", highlight=False, markup=False)
    console.print(f"  {conflict.why}\n", highlight=False, markup=False, style="dim")


def _value(value: ConflictValue) -> str:
    mark = "* " if value.prevails else "- "
    counted = f"{value.corroboration} independent, {value.primary} primary"
    return f"{mark}{value.value.text} ({counted}): {', '.join(_said(value))}"


def _said(value: ConflictValue) -> list[str]:
    return [
        f"{witness.claim} ({witness.modality}{', ' + witness.holds if witness.holds else ''})"
        for witness in value.witnesses
    ]
