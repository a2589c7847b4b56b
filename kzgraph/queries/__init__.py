"""The SPARQL that kzgraph itself runs: one question a ``.rq`` file, read once.

``examples/`` holds questions that people ask, ``federated/`` such that ask other endpoints too; the
service offers them in its description. Answers to those in ``drawn/`` can be drawn.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Example(NamedTuple):
    """A query to learn from: its name, the question that it answers, and its text."""

    name: str
    question: str
    query: str

    @property
    def services(self) -> tuple[str, ...]:
        """The endpoints that it asks by SERVICE."""
        return tuple(re.findall(r"^\s*SERVICE <([^>]*)>", self.query, re.MULTILINE))


@cache
def load(name: str) -> str:
    """Return the text of ``<name>.rq`` in this folder.

    Parameters in it are bound, never pasted; Oxigraph wants them to be named in the SELECT clause.
    """
    return (files(__package__) / f"{name}.rq").read_text(encoding="utf-8")


@cache
def examples() -> tuple[Example, ...]:
    """Return the questions of ``examples/`` in their order; the first line of a file is its question."""
    return _of("examples")


@cache
def federated_examples() -> tuple[Example, ...]:
    """Return the questions of ``federated/``, which ask other endpoints by SERVICE."""
    return _of("federated")


@cache
def drawn_examples() -> tuple[Example, ...]:
    """Return the questions of ``drawn/``, whose answers are a timeline, a map and a graph."""
    return _of("drawn")


def _of(name: str) -> tuple[Example, ...]:
    folder = files(__package__) / name
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return tuple(_example(path.name, path.read_text(encoding="utf-8")) for path in paths)


def _example(file_name: str, text: str) -> Example:
    name = file_name.removesuffix(".rq").partition("-")[2]
    return Example(name, text.splitlines()[0].removeprefix("# "), text)
