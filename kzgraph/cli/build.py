"""``kzgraph build`` and ``kzgraph validate``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kzgraph import bundle
from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.errors import DataError
from kzgraph.release import Home
from kzgraph.settings import load_settings

if TYPE_CHECKING:
    from kzgraph.release.build import BuildResult
    from kzgraph.validation import Report

# What builds and validates is imported inside the functions that need it: pySHACL takes 0.6 s to
# import, and `kzgraph serve` and `kzgraph query` should not wait for it.

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root",
        help="Folder that holds ontology/, shapes/ and data/. [default: those of kzgraph]",
        show_default=False,
    ),
]


def build_release(
    check: Annotated[
        bool, typer.Option("--check", help="Build and validate, but publish nothing.")
    ] = False,
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Build a release from the ontology, the shapes and the data, and make it current."""
    try:
        result = _run(root or bundle.root(), Home(load_settings(home=home).home), check)
    except DataError as exc:
        typer.echo(
            f"{exc}\nkzgraph: {len(exc.problems)} problems; nothing was published.", err=True
        )
        raise typer.Exit(FAULTS_FOUND) from exc
    _print_warnings(result.report)
    counts = ", ".join(f"{number} {name}" for name, number in result.manifest.counts.items())
    state = "is current" if result.release else "holds; nothing was published"
    typer.echo(f"release {result.manifest.release} {state}\n{counts}")


def _run(root: Path, home: Home, check: bool) -> "BuildResult":
    from kzgraph.release.build import build  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task("start", total=None)
        return build(
            root,
            home,
            publish=not check,
            progress=lambda step: bar.update(task, description=step),
        )


def validate_release(at: AtOption = "current", home: HomeOption = None) -> None:
    """Hold a release to the shapes and the violation queries, and print what is found."""
    from kzgraph.validation.rules import Rules  # noqa: PLC0415
    from kzgraph.validation.run import validate  # noqa: PLC0415

    release = open_release(home, at)
    report = validate(release.open_store(), Rules.read(bundle.root() / "shapes"))
    for finding in report.violations:
        typer.echo(f"violation: {finding.focus}: {finding.message} [{finding.rule}]")
    _print_warnings(report)
    typer.echo(f"{len(report.violations)} violations, {len(report.warnings)} warnings")
    if not report.conforms:
        raise typer.Exit(FAULTS_FOUND)


def _print_warnings(report: "Report") -> None:
    for finding in report.warnings:
        typer.echo(f"warning: {finding.focus}: {finding.message} [{finding.rule}]", err=True)
