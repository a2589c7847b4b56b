"""``kzgraph build`` and ``kzgraph validate``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kzgraph import bundle
from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.cli.options import (
    AtOption,
    HomeOption,
    RootOption,
    before_switch,
    open_release,
    remote_of,
)
from kzgraph.errors import ConfigurationError, DataError
from kzgraph.release import Home, Release
from kzgraph.settings import Settings, load_settings
from kzgraph.store import Store
from kzgraph.store.fallback import FallbackStore

if TYPE_CHECKING:
    from kzgraph.release.build import BuildResult
    from kzgraph.validation import Report

# What builds and validates is imported inside the functions that need it: rdflib takes 0.4 s to
# import, and `kzgraph serve` and `kzgraph query` should not wait for it.


def build_release(
    check: Annotated[
        bool, typer.Option("--check", help="Build and validate, but publish nothing.")
    ] = False,
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="ID", help="Validate this source by itself, and publish nothing."
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Build the whole anew, however little has changed.")
    ] = False,
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Build a release from the ontology, the shapes and the data, and make it current.

    What did not change since the current release is taken from there.
    """
    if only is not None:
        _validate_only(root or bundle.root(), only)
        return
    try:
        result = _run(root or bundle.root(), load_settings(home=home), check=check, full=full)
    except DataError as exc:
        raise _refused(exc) from exc
    _print_warnings(result.report)
    counts = ", ".join(f"{number} {name}" for name, number in result.manifest.counts.items())
    state = "is current" if result.release else "holds; nothing was published"
    typer.echo(f"release {result.manifest.release} {state}\n{counts}")


def _refused(error: DataError) -> typer.Exit:
    message = f"{error}\nkzgraph: {len(error.problems)} problems; nothing was published."
    typer.echo(message, err=True)
    return typer.Exit(FAULTS_FOUND)


def _validate_only(root: Path, source: str) -> None:
    from kzgraph.release.single import build_only  # noqa: PLC0415

    with shown() as step:
        try:
            trial = build_only(root, source, progress=step)
        except DataError as exc:
            raise _refused(exc) from exc
    trial.store.close()
    _print_warnings(trial.report)
    typer.echo(f"{source} holds by itself; `kzgraph build` holds it against the other documents")


def _run(root: Path, settings: Settings, *, check: bool, full: bool) -> "BuildResult":
    from kzgraph.release.build import build  # noqa: PLC0415
    from kzgraph.release.rebuild import rebuild  # noqa: PLC0415

    home, memory = Home(settings.home), settings.build_memory
    with shown() as step:
        before = before_switch(settings, home, step)
        built = None
        if not full:
            built = rebuild(root, home, publish=not check, progress=step, before=before)
        return built or build(
            root, home, publish=not check, memory=memory, progress=step, before=before
        )


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Show the step of a long command in the terminal, where there is one."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task("start", total=None)
        yield lambda step: bar.update(task, description=step)


def validate_release(
    at: AtOption = "current",
    there: Annotated[
        bool,
        typer.Option("--there", help="Ask the remote store of KZGRAPH_STORE, not the local one."),
    ] = False,
    home: HomeOption = None,
) -> None:
    """Hold a release to the shapes and the violation queries, and print what is found."""
    from kzgraph.validation.rules import Rules  # noqa: PLC0415
    from kzgraph.validation.run import validate  # noqa: PLC0415

    release = open_release(home, at)
    rules = Rules.read(bundle.root() / "shapes")
    with closing(_store_of(release, load_settings(home=home), there=there)) as store:
        report = validate(store, rules)
        if isinstance(store, FallbackStore) and store.refused:
            typer.echo(f"{store.refused} queries were evaluated here: the engine refuses them.")
    for finding in report.violations:
        typer.echo(f"violation: {finding.focus}: {finding.message} [{finding.rule}]")
    _print_warnings(report)
    typer.echo(f"{len(report.violations)} violations, {len(report.warnings)} warnings")
    if not report.conforms:
        raise typer.Exit(FAULTS_FOUND)


def _store_of(release: Release, settings: Settings, *, there: bool) -> Store:
    """Return the store of a release, or ``there`` what the remote store of the settings holds.

    Raises ``ConfigurationError``.
    """
    if not there:
        return release.open_store()
    remote = remote_of(settings, Home(settings.home))
    if remote is None:
        raise ConfigurationError("KZGRAPH_STORE names no store to ask.")
    return remote.reading(release, settings.store_seconds)


def _print_warnings(report: "Report") -> None:
    for finding in report.warnings:
        typer.echo(f"warning: {finding.focus}: {finding.message} [{finding.rule}]", err=True)
