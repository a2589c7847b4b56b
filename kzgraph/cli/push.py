"""``kzgraph release push`` and ``drop``: releases in a remote store."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzgraph.cli.build import shown
from kzgraph.cli.options import HomeOption, remote_of
from kzgraph.errors import ConfigurationError
from kzgraph.release import Home
from kzgraph.settings import Settings, load_settings

if TYPE_CHECKING:
    from kzgraph.release.remote import Remote

_PREFIX = "First digits of the release's hash."


def push_command(
    release: Annotated[str, typer.Argument(help=_PREFIX)] = "current",
    check: Annotated[
        bool, typer.Option("--check", help="Look at every graph, also if the release was verified.")
    ] = False,
    loader: Annotated[
        Path | None,
        typer.Option("--loader", help="Write files for the engine's own loader to this folder."),
    ] = None,
    switch: Annotated[
        bool, typer.Option("--switch", help="Make the release current when it is verified.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Bring a release to the store of KZGRAPH_STORE and verify it there. Goes on where it broke off."""
    remote = _remote(load_settings(home=home))
    found = remote.home.find(release)
    if loader is not None:
        from kzgraph.release.loader import write_files  # noqa: PLC0415

        typer.echo(write_files(found, remote.endpoint, loader))
        return
    with remote.home.writing(), shown() as step:
        (remote.check if check else remote.push)(found, step)
        if switch:
            remote.home.switch(found.id, by="push")
    typer.echo(f"release {found.id} is in the store, verified {remote.note(found.id).verified}")


def drop_command(
    release: Annotated[str, typer.Argument(help=_PREFIX)],
    home: HomeOption = None,
) -> None:
    """Remove a release from the store of KZGRAPH_STORE; it stays in the home."""
    remote = _remote(load_settings(home=home))
    with remote.home.writing():
        typer.echo(f"removed {remote.drop(release)} from the store")


def drop_pruned(settings: Settings, gone: Collection[str]) -> None:
    """Remove releases from the store of the settings, if they name one."""
    if not settings.store:
        return
    remote = _remote(settings)
    for release in sorted({*remote.releases()}.intersection(gone)):
        typer.echo(f"removed {remote.drop(release)} from the store")


def _remote(settings: Settings) -> "Remote":
    remote = remote_of(settings, Home(settings.home))
    if remote is None:
        raise ConfigurationError("KZGRAPH_STORE names no store to bring a release to.")
    return remote
