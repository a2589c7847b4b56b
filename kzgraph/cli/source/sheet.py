"""``kzgraph source export`` and ``import``: claims in a spreadsheet."""

from pathlib import Path
from typing import Annotated

import typer

from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.cli.options import HomeOption, RootOption
from kzgraph.cli.source.arguments import SourceArgument, attached, root_of
from kzgraph.errors import DataError

FileArgument = Annotated[
    Path, typer.Argument(help="A file that ends in .csv or .xlsx.", show_default=False)
]


def export_sheet(
    source: SourceArgument,
    file: FileArgument,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
    root: RootOption = None,
) -> None:
    """Write the claims of a document to a sheet, one row a claim."""
    from kzgraph.authoring.exchange import export_claims  # noqa: PLC0415  # brings rdflib

    count = export_claims(root_of(root), source, file, force=force)
    typer.echo(f"wrote {count} claims to {file}")


def import_sheet(
    source: SourceArgument,
    file: FileArgument,
    drop: Annotated[
        bool, typer.Option("--drop", help="Remove claims that the sheet does not have.")
    ] = False,
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Make the claims of a document those of a sheet; nothing is written when a row is wrong."""
    from kzgraph.authoring.exchange import import_claims  # noqa: PLC0415  # brings rdflib

    try:
        done = import_claims(root_of(root), source, file, attached(home, source), drop=drop)
    except DataError as exc:
        count = len(exc.problems)
        typer.echo(f"{exc}\nkzgraph: {count} problems; nothing was written.", err=True)
        raise typer.Exit(FAULTS_FOUND) from exc
    typer.echo(f"{done.claims} claims: {len(done.added)} new, {len(done.removed)} removed")
    for claim in done.removed:
        typer.echo(f"removed {claim}")
