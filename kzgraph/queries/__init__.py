"""The SPARQL that kzgraph itself runs: one question a ``.rq`` file, read once."""

from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> str:
    """Return the text of ``<name>.rq`` in this folder.

    Parameters in it are bound, never pasted; Oxigraph wants them to be named in the SELECT clause.
    """
    return (files(__package__) / f"{name}.rq").read_text(encoding="utf-8")
