"""Lists: the first page, the pages after it as they are asked for, and tables of both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kzgraph.errors import ConfigurationError
from kzgraph.model import Coverage, LeftOut, Page, Part
from kzgraph.read.table import Cell, rows_of

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
P = TypeVar("P", bound=Page[Any])


@dataclass(frozen=True)
class Listing(Generic[T, P]):
    """A list: ``page`` is its first part, with whatever that list tells beside its items.

    ``fetch`` returns another part; ``part`` is the one that was asked for.
    """

    page: P
    part: Part
    fetch: Callable[[Part], P]

    @property
    def items(self) -> tuple[T, ...]:
        """The items of the first part."""
        return self.page.items

    @property
    def total(self) -> int:
        """How many items the whole list has."""
        return self.page.total

    @property
    def left_out(self) -> LeftOut | None:
        """What the view left out."""
        return self.page.left_out

    @property
    def coverage(self) -> Coverage | None:
        """On which documents the list rests; printed, it is a sentence."""
        return self.page.coverage

    def __iter__(self) -> Iterator[T]:
        """Go through the items of the first part; ``all`` goes on."""
        return iter(self.items)

    def __len__(self) -> int:
        """Return how many items the first part has."""
        return len(self.items)

    def pages(self) -> Iterator[P]:
        """Yield this part and those after it, each asked for when it is wanted."""
        page = self.page
        yield page
        while page.next is not None:
            page = self.fetch(replace(self.part, cursor=page.next))
            yield page

    def all(self) -> Iterator[T]:
        """Yield the items of this part and of all after it."""
        for page in self.pages():
            yield from page.items

    def rows(self) -> list[dict[str, Cell]]:
        """Return the lines of this part and of all after it, as CSV has them: name to cell."""
        return [row for page in self.pages() for row in rows_of(page.lines())]

    def to_pandas(self) -> "pd.DataFrame":
        """Return the same as a data frame; every part is asked for.

        Raises ``ConfigurationError`` where pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415  # it takes a second, and few want it
        except ModuleNotFoundError as exc:
            raise ConfigurationError("pandas is needed: pip install 'kzgraph[pandas]'") from exc
        return pd.DataFrame(self.rows())
