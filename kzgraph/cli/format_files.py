"""``kzgraph format``: write data files and link tables in their one form, so that diffs are small."""

from pathlib import Path
from typing import Annotated

import typer

from kzgraph import bundle
from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.links import canonical_text, tables
from kzgraph.rdf import RdfFormat, canonical, parse_file


def format_files(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Turtle, TriG and .sssom.tsv files; all of ours when left out."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 if any would.")
    ] = False,
) -> None:
    """Rewrite Turtle and TriG files and link tables in the one form that kzgraph writes."""
    root = bundle.root()
    ours = [*root.glob("ontology/*.ttl"), *root.glob("data/**/*.ttl"), *root.glob("data/**/*.trig")]
    ours += tables(root / "data")
    changed = [path for path in files or sorted(ours) if _rewrite(path, check)]
    for path in changed:
        typer.echo(f"{'would rewrite' if check else 'rewrote'} {path}")
    if check and changed:
        raise typer.Exit(FAULTS_FOUND)


def _rewrite(path: Path, check: bool) -> bool:
    wanted = _wanted(path)
    if path.read_text(encoding="utf-8") == wanted:
        return False
    if not check:
        path.write_text(wanted, encoding="utf-8")
    return True


def _wanted(path: Path) -> str:
    if path.suffix == ".tsv":
        return canonical_text(path)
    rdf_format = RdfFormat.TRIG if path.suffix == ".trig" else RdfFormat.TURTLE
    return canonical(parse_file(path), rdf_format)
