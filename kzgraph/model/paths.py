"""Paths: how one thing is joined with another, hop by hop, each hop with its claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kzgraph.model.page import Page
from kzgraph.model.statements import Statement
from kzgraph.model.values import Value

Direction = Literal["forward", "backward"]
"""Forward: from subject to object of a statement."""


@dataclass(frozen=True)
class Directed:
    """A statement, and whether it is read from its subject or from its object."""

    direction: Direction
    statement: Statement


@dataclass(frozen=True)
class Hop:
    """From one thing to the next: every statement that joins the two.

    ``corroboration`` is that of the best corroborated of them.
    """

    start: Value
    end: Value
    corroboration: int
    statements: tuple[Directed, ...]


@dataclass(frozen=True)
class Path:
    """A way from one thing to another that meets no thing twice.

    ``length`` counts hops; ``corroboration`` is that of the least corroborated hop. ``busiest`` is
    the greatest number of statements that any thing in between takes part in: a way through a thing
    that everything is joined with tells less. ``text`` is the path to be read.
    """

    length: int
    corroboration: int
    busiest: int
    text: str
    hops: tuple[Hop, ...]


@dataclass(frozen=True)
class PathLine:
    """A path as a line of a table."""

    length: int
    corroboration: int
    busiest: int
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Paths(Page[Path]):
    """The shortest paths, in order of length, then the surest, then the most telling.

    ``complete`` is false where the search gave up before it had looked everywhere: the paths are
    true, but others of the same length may be missing. ``total`` counts the paths up to the length
    at which the search stopped.
    """

    items: tuple[Path, ...]  # again, for OpenAPI, which sees no type through the generic base
    start: Value
    end: Value
    complete: bool

    def lines(self) -> Iterable[PathLine]:
        """Return what a table of the paths has lines for: each path, with all its claims."""
        for path in self.items:
            told = (d.statement.claims for hop in path.hops for d in hop.statements)
            claims = tuple(dict.fromkeys(claim for claims in told for claim in claims))
            yield PathLine(path.length, path.corroboration, path.busiest, path.text, claims)
