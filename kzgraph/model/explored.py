"""What a graph explorer shows at once: things, what joins them, and what has found no place."""

from dataclasses import dataclass

from kzgraph.model.entities import EntitySummary
from kzgraph.model.statements import LeftOut, Statement


@dataclass(frozen=True)
class Shown(EntitySummary):
    """A thing that is shown.

    ``is_open`` where its neighbours were asked for. ``neighbours`` counts those that the view and the
    choice leave it, ``hidden`` how many of them are not shown.
    """

    is_open: bool
    neighbours: int
    hidden: int


@dataclass(frozen=True)
class Count:
    """A value to choose by, such as a kind or the IRI of a property, and how much there is of it."""

    value: str
    count: int


@dataclass(frozen=True)
class Explored:
    """Things that were asked for, neighbours of the open ones, and the statements between them.

    ``more_edges`` counts the statements that found no place. ``kinds`` and ``properties`` are what
    the neighbours of open things can be chosen by, each counted as if nothing were chosen of it.
    """

    nodes: tuple[Shown, ...]
    edges: tuple[Statement, ...]
    more_edges: int
    kinds: tuple[Count, ...]
    properties: tuple[Count, ...]
    left_out: LeftOut
