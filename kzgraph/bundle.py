"""Where the ontology, shapes and data that come with kzgraph lie: in a checkout and in a wheel."""

from pathlib import Path

from kzgraph.errors import ConfigurationError

_PARTS = ("ontology", "shapes", "data")


def root() -> Path:
    """Return the folder that holds ``ontology/``, ``shapes/`` and ``data/``."""
    package = Path(__file__).resolve().parent
    for folder in (package / "bundled", package.parent):
        if all((folder / part).is_dir() for part in _PARTS):
            return folder
    raise ConfigurationError(f"Neither {package}/bundled nor {package.parent} holds {_PARTS}.")
