"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from kzgraph.release import Home, Release
from kzgraph.settings import load_settings

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


def open_release(home: Path | None, at: str = "current") -> Release:
    """Return the release that the options name."""
    return Home(load_settings(home=home).home).find(at)
