"""Pages of lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kzgraph.model.coverage import Coverage
from kzgraph.model.statements import LeftOut

T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """Which part of a list is wanted: at most so many items, from the cursor on."""

    limit: int = 50
    cursor: str | None = None


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list: ``total`` counts the whole, ``next`` is the cursor of the part that follows.

    ``coverage`` tells on which documents a list rests whose items come from documents.
    """

    items: tuple[T, ...]
    total: int
    next: str | None
    left_out: LeftOut | None = None
    coverage: Coverage | None = None

    def lines(self) -> Iterable[object]:
        """Return what a table of the page has lines for: the items."""
        return self.items
