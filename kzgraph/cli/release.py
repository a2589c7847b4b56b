"""``kzgraph release``: the releases of a home."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.options import HomeOption, before_switch
from kzgraph.cli.pull import pull_command
from kzgraph.cli.push import drop_command, drop_pruned, push_command
from kzgraph.release import Home
from kzgraph.release.keep import difference, listed, prune, rollback
from kzgraph.settings import load_settings

app = typer.Typer(help="List, compare, restore and remove releases.", no_args_is_help=True)
app.command("pull")(pull_command)
app.command("push")(push_command)
app.command("drop")(drop_command)

_SHORT = 16


def _home(home: Path | None) -> Home:
    return Home(load_settings(home=home).home)


@app.command("list")
def list_command(home: HomeOption = None) -> None:
    """List the releases, the one that became current last first."""
    table = Table("release", "current", "since", "by", "claims", "facts")
    for row in listed(_home(home)):
        counts = row.release.manifest.counts
        mark = "yes" if row.current else ""
        numbers = (str(counts.get("claims", 0)), str(counts.get("facts", 0)))
        table.add_row(row.release.id[:_SHORT], mark, row.at or "", row.by or "", *numbers)
    Console().print(table)


@app.command("diff")
def diff_command(
    old: Annotated[str, typer.Argument(help="First digits of the older release's hash.")],
    new: Annotated[str, typer.Argument(help="First digits of the newer one's.")] = "current",
    triples: Annotated[bool, typer.Option("--triples", help="Print each triple.")] = False,
    home: HomeOption = None,
) -> None:
    """Compare two releases graph by graph."""
    found = _home(home)
    for graph in difference(found.find(old), found.find(new)):
        typer.echo(f"{graph.graph}: {len(graph.added)} added, {len(graph.removed)} removed")
        if triples:
            for sign, lines in (("+", graph.added), ("-", graph.removed)):
                for line in lines:
                    typer.echo(f"{sign} {line}")


@app.command("rollback")
def rollback_command(
    release: Annotated[
        str | None, typer.Argument(help="First digits of its hash; the one before when left out.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Make an earlier release current again."""
    settings = load_settings(home=home)
    found = Home(settings.home)
    before = before_switch(settings, found)
    typer.echo(f"release {rollback(found, release, before).id} is current")


@app.command("prune")
def prune_command(
    keep: Annotated[int, typer.Option(min=0, help="Releases to keep beside the current one.")] = 10,
    home: HomeOption = None,
) -> None:
    """Remove old releases, never the current one; from the remote store as well, if there is one."""
    gone = prune(_home(home), keep)
    for release in gone:
        typer.echo(f"removed {release}")
    drop_pruned(load_settings(home=home), gone)


@app.command("init")
def init_command(
    files: Annotated[list[Path] | None, typer.Argument(help="RDF files; none: empty.")] = None,
    home: HomeOption = None,
) -> None:
    """Make a plain dataset of RDF files, to be served as it is with KZGRAPH_DERIVE=off."""
    from kzgraph.release.plain import init  # noqa: PLC0415

    settings = load_settings(home=home)
    found = Home(settings.home)
    before = before_switch(settings, found)
    typer.echo(f"release {init(found, files or (), before).id} is current")
