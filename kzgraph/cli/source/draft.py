"""``kzgraph source draft``: proposals of claims, by rules or by a language model."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzgraph.cli.options import HomeOption, RootOption
from kzgraph.cli.source.arguments import SourceArgument, home_of
from kzgraph.cli.source.mark import TextArgument, read_marked
from kzgraph.errors import ServiceError
from kzgraph.settings import load_settings

if TYPE_CHECKING:
    from kzgraph.assistance.filling import Filling


def draft_claims(
    source: SourceArgument,
    file: TextArgument = None,
    fill: Annotated[
        bool, typer.Option("--fill", help="Send the text to the language model of the settings.")
    ] = False,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help="Write skeletons to a .csv or .xlsx instead.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a sheet.")] = False,
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Propose claims from a French text: skeletons with spans, which wait for `source review`.

    With --fill a language model fills them, and what does not hold is refused. Needs kzgraph[nlp].
    """
    from kzgraph.assistance.filling import fill as fill_rows  # noqa: PLC0415  # bring rdflib
    from kzgraph.assistance.pipeline import assistant  # noqa: PLC0415
    from kzgraph.assistance.proposals import keep_proposals, read_proposals  # noqa: PLC0415
    from kzgraph.assistance.provider import Provider  # noqa: PLC0415
    from kzgraph.assistance.sheets import write_rows  # noqa: PLC0415
    from kzgraph.assistance.skeletons import skeletons  # noqa: PLC0415

    provider = Provider(load_settings(home=home)) if fill else None
    working, marked = read_marked(source, file, root, home)
    rows, assistants = list(skeletons(marked, working.lexicon)), [assistant()]
    failures: tuple[str, ...] = ()
    if provider is not None:
        done = fill_rows(marked, rows, working.lexicon, provider)
        _tell(done)
        rows, failures = list(done.rows), done.failures
        assistants.append(provider.name)
    if sheet is not None:
        write_rows(sheet, rows, force=force)
        typer.echo(f"wrote {len(rows)} rows to {sheet}")
    else:
        before = read_proposals(home_of(home), source)
        after = before.add([(row, tuple(assistants)) for row in rows])
        keep_proposals(home_of(home), after)
        new = len(after.proposals) - len(before.proposals)
        typer.echo(
            f"{new} new proposals, {len(after.waiting)} wait: kzgraph source review {source}"
        )
    if failures:
        raise ServiceError("parts of the text have no answer: " + "; ".join(failures))


def _tell(done: "Filling") -> None:
    from kzgraph.assistance.shown import plain_line  # noqa: PLC0415

    for refused in done.refused:
        place = f"{refused.part.start}-{refused.part.end}, proposal {refused.number}"
        typer.echo(f"refused: {place}: {plain_line('; '.join(refused.faults))}", err=True)
    typer.echo(f"{len(done.rows)} proposals hold, {len(done.refused)} were refused")
