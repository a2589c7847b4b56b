"""What links two things, and what each has that the other has not."""

from dataclasses import dataclass

from kzgraph.model.coverage import Coverage
from kzgraph.model.paths import Direction
from kzgraph.model.statements import LeftOut, Statement
from kzgraph.model.values import Value


@dataclass(frozen=True)
class Shared:
    """A thing that both are joined with, and the statements that join it with each of the two."""

    thing: Value
    a: tuple[Statement, ...]
    b: tuple[Statement, ...]


@dataclass(frozen=True)
class SharedGroup:
    """Things that are joined with both in the same way.

    ``a`` and ``b`` are the properties on either side; forward where the compared thing is the
    subject. ``total`` counts all, of which ``items`` are the first.
    """

    a: Value
    a_direction: Direction
    b: Value
    b_direction: Direction
    total: int
    items: tuple[Shared, ...]


@dataclass(frozen=True)
class OnlyOne:
    """Values that one of two things has of a property, and the other has not; the first few.

    Forward: the thing is the subject. ``total`` counts all such values.
    """

    property: Value
    direction: Direction
    total: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Comparison:
    """What links two things: the same whichever of the two is called ``a``.

    ``agreements`` are those that both signed or issued, ``events`` those that both are joined with;
    ``shared`` has every other thing that both are joined with. ``totals`` counts all of each, of
    which the first stand here.
    """

    a: Value
    b: Value
    direct: tuple[Statement, ...]
    agreements: tuple[Shared, ...]
    events: tuple[Shared, ...]
    shared: tuple[SharedGroup, ...]
    only_a: tuple[OnlyOne, ...]
    only_b: tuple[OnlyOne, ...]
    totals: dict[str, int]
    left_out: LeftOut
    coverage: Coverage
