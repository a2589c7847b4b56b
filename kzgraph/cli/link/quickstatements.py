"""``kzgraph link quickstatements``: what Wikidata lacks, as commands to review and run there."""

from pathlib import Path
from typing import Annotated

import typer

from kzgraph.cli.link.gaps import made
from kzgraph.cli.link.remote import ContactOption, EndpointOption, FreshOption, opened
from kzgraph.cli.options import HomeOption, open_release
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import compact
from kzgraph.linking.gap_report import GapReport, read_report
from kzgraph.linking.quickstatements import LeftOut, contribution


def quickstatements(  # options of a command
    report: Annotated[
        Path | None,
        typer.Option("--gaps", help="A report saved with `gaps --format json`: asks nothing."),
    ] = None,
    entity: Annotated[
        list[str] | None, typer.Option("--entity", help="Only this one; may stand several times.")
    ] = None,
    endpoint: EndpointOption = None,
    contact: ContactOption = None,
    fresh: FreshOption = False,
    home: HomeOption = None,
) -> None:
    """Print QuickStatements V1 for what a gap report found missing; on stderr what is left out.

    A statement is written only from asserted claims with a passage or document as evidence, that no
    open conflict touches, with references to the documents. Review each before you run it.
    """
    found = _report(report, entity or [], endpoint, contact, home, fresh=fresh)
    store = open_release(home, found.release).open_store()
    try:
        made_of = contribution(store, found)
    finally:
        store.close()
    for command in made_of.commands:
        typer.echo(command)
    for left in made_of.left_out:
        typer.echo(_line(left), err=True)
    typer.echo(f"{len(made_of.commands)} statements, {len(made_of.left_out)} left out", err=True)


def _report(  # options of a command
    saved: Path | None,
    entities: list[str],
    endpoint: str | None,
    contact: str | None,
    home: Path | None,
    *,
    fresh: bool,
) -> GapReport:
    if saved is None:
        remote = opened(endpoint, contact, home, fresh=fresh)
        return made(open_release(home), remote, entities)
    if entities or endpoint:
        raise BadRequestError("--gaps names a saved report: leave out --entity and --endpoint.")
    return read_report(saved)


def _line(left: LeftOut) -> str:
    gap = left.gap
    names = " ".join(filter(None, (compact(gap.property), gap.target)))
    return f"left out: {compact(gap.entity)} {names} {gap.ours}: {left.reason}"
