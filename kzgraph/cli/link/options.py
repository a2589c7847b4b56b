"""Options that several commands on links share."""

from pathlib import Path
from typing import Annotated

import typer

from kzgraph import bundle
from kzgraph.errors import ConfigurationError
from kzgraph.settings import load_settings

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root",
        help="Folder that holds data/, whose links/ are read and written. [default: that of kzgraph]",
        show_default=False,
    ),
]
AuthorOption = Annotated[
    str | None,
    typer.Option("--author", help="Who judges: a name or an IRI [env: KZGRAPH_AUTHOR]."),
]


def data_folder(root: Path | None) -> Path:
    """Return the data folder in use."""
    return (root or bundle.root()) / "data"


def author_of(given: str | None) -> str:
    """Return who judges, as the option or the settings say. Raises ``ConfigurationError`` without one."""
    author = load_settings(author=given).author.strip()
    if not author:
        raise ConfigurationError("Say who judges: give --author or set KZGRAPH_AUTHOR.")
    return author
