"""Arguments that the commands about one document share."""

import re
from pathlib import Path
from typing import Annotated

import typer

from kzgraph import bundle
from kzgraph.identifiers import SLUG
from kzgraph.release import Home
from kzgraph.release.texts import held_text
from kzgraph.settings import load_settings

SourceArgument = Annotated[str, typer.Argument(help="The id of a source.", show_default=False)]


def root_of(root: Path | None) -> Path:
    """Return the folder of ontology, shapes and data that an option names."""
    return root or bundle.root()


def home_of(home: Path | None) -> Home:
    """Return the home that an option names."""
    return Home(load_settings(home=home).home)


def in_files(root: Path, source: str) -> bool:
    """Tell whether a document stands in the files below a root."""
    return bool(re.fullmatch(SLUG, source)) and (root / "data" / "sources" / source).is_dir()


def attached(home: Path | None, source: str) -> str | None:
    """Return the text that a user keeps of a document, or None."""
    return held_text(home_of(home), source)
