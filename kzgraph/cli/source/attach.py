"""``kzgraph source attach``: a text that a user keeps for themselves."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.cli.options import HomeOption, RootOption, open_release
from kzgraph.cli.source.arguments import SourceArgument, home_of, in_files, root_of
from kzgraph.evidence import SourceEvidence, read_evidence

if TYPE_CHECKING:
    from kzgraph.authoring.attaching import Attached


def attach_text(
    source: SourceArgument,
    file: Annotated[Path, typer.Argument(help="The text, in UTF-8.", show_default=False)],
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Keep the text of a document in your home, and look for every span of its claims in it.

    It is never part of a release, a dump or an answer of the service. Exit 1 when a span does not fit.
    """
    from kzgraph.authoring.attaching import attach  # noqa: PLC0415  # brings rdflib

    done = attach(home_of(home), _evidence(source, root, home), file)
    state = "the very text that was read" if done.very_text else "not the text that was read"
    typer.echo(f"kept in {done.path}\n{done.length} code points, {state}")
    typer.echo(_counts(done))
    for span in done.unfit:
        place = f"{span.cited.span.start}-{span.cited.span.end}"
        typer.echo(f"{span.found}: {place} of claim {span.cited.claim}", err=True)
    if done.unfit:
        raise typer.Exit(FAULTS_FOUND)


def _counts(done: "Attached") -> str:
    counts = ", ".join(f"{number} {found}" for found, number in sorted(done.counts.items()))
    return f"{len(done.spans)} citations of passages" + (f": {counts}" if counts else "")


def _evidence(source: str, root: Path | None, home: Path | None) -> SourceEvidence:
    """Return the evidence of the files, where the document is there, or else of the release."""
    from kzgraph.authoring.attaching import evidence_in  # noqa: PLC0415  # as above
    from kzgraph.release.single import read_single  # noqa: PLC0415

    if in_files(root_of(root), source):
        return evidence_in(read_single(root_of(root), source), source)
    return read_evidence(open_release(home).open_store(), source)
