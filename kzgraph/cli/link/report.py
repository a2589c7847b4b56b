"""``kzgraph link report``: how many entities are linked, rejected, unsure and unlinked."""

import json
from contextlib import closing
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.links.count import ALL, Tally, tally
from kzgraph.links.recorded import recorded
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty


def report_links(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Count linked, unlinked, rejected and unsure entities of a release, by target and kind."""
    with closing(open_release(home, at).open_store()) as store:
        entities = {text_or_empty(row["entity"]) for row in store.select(load("index_entities"))}
        tallies = tally(recorded(store), entities)
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in tallies], indent=2))
    else:
        _print(tallies)


def _print(tallies: list[Tally]) -> None:
    if not tallies:
        typer.echo("Nobody has judged a link in this release.")
        return
    console = Console()
    for target in dict.fromkeys(row.target for row in tallies):
        mine = [row for row in tallies if row.target == target]
        console.print(_table(target, mine))


def _table(target: str, tallies: list[Tally]) -> Table:
    table = Table("kind", title=target, title_justify="left")
    for name in ("linked", "unlinked", "searched in vain", "unsure", "rejected"):
        table.add_column(name, justify="right")
    for row in sorted(tallies, key=lambda row: (row.kind == ALL, row.kind)):
        counts = (row.linked, row.unlinked, row.none_found, row.unsure, row.rejected)
        if any((row.linked, row.none_found, row.unsure, row.rejected)):
            table.add_row(row.kind, *map(str, counts), style="bold" if row.kind == ALL else None)
    return table
