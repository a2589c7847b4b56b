"""Options that several commands share."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzgraph.release import Home, Release
from kzgraph.release.home import Before
from kzgraph.settings import Settings, load_settings

if TYPE_CHECKING:
    from kzgraph.release.remote import Remote

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of the releases [env: KZGRAPH_HOME].", show_default=False),
]
AtOption = Annotated[
    str, typer.Option("--at", metavar="RELEASE", help="First digits of a release's hash.")
]

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root",
        help="Folder that holds ontology/, shapes/ and data/. [default: those of kzgraph]",
        show_default=False,
    ),
]


def remote_of(settings: Settings, home: Home) -> "Remote | None":
    """Return the remote store of the settings, if they name one."""
    if not settings.store:
        return None
    from kzgraph.release.remote import Remote  # noqa: PLC0415  # most commands ask no engine

    return Remote.of(settings, home)


def before_switch(
    settings: Settings, home: Home, progress: Callable[[str], None] | None = None
) -> Before | None:
    """Return what brings a release to the remote store of the settings, if they name one."""
    remote = remote_of(settings, home)
    if remote is None or progress is None:
        return remote.push if remote else None
    return partial(remote.push, progress=progress)


def open_release(home: Path | None, at: str = "current") -> Release:
    """Return the release that the options name."""
    return Home(load_settings(home=home).home).find(at)
