"""Relations of an entity: its statements by property and direction, and its network."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kzgraph.model.coverage import Coverage
from kzgraph.model.entities import EntitySummary
from kzgraph.model.page import Page
from kzgraph.model.statements import LeftOut, Statement
from kzgraph.model.values import Value

Direction = Literal["in", "out"]
"""Of a statement, seen from an entity: ``out`` where it is the subject, ``in`` where the object."""


@dataclass(frozen=True)
class RelationGroup:
    """The statements of one property in one direction.

    ``total`` counts them all; ``next`` is the cursor of those that follow the ones that are here.
    """

    property: Value
    direction: Direction
    total: int
    items: tuple[Statement, ...]
    next: str | None


@dataclass(frozen=True)
class Relations(Page[RelationGroup]):
    """All groups of an entity, those that go out first; as lines they are their statements."""

    # Told again: pydantic reads no type arguments of a base.
    items: tuple[RelationGroup, ...]

    def lines(self) -> Iterable[object]:
        """Return the statements of all groups."""
        return [statement for group in self.items for statement in group.items]


@dataclass(frozen=True)
class Node(EntitySummary):
    """A thing in a network; ``depth`` counts the steps from the entity in the middle."""

    depth: int


@dataclass(frozen=True)
class Network:
    """The things around an entity and the statements between them, to be drawn.

    ``more_nodes`` counts the things that are as near and found no place, ``more_edges`` the
    statements; ``reached`` is the depth up to which things were looked for.
    """

    center: str
    reached: int
    nodes: tuple[Node, ...]
    edges: tuple[Statement, ...]
    more_nodes: int
    more_edges: int
    left_out: LeftOut
    coverage: Coverage
