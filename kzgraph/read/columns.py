"""Keeping the columns that a service reads when it opens a release, so that no start asks for them."""

from pathlib import Path

from kzgraph.read.entity_sets import EntitySets
from kzgraph.read.moments import Moments
from kzgraph.statements import StatementIndex
from kzgraph.statements.columns import FILE, Columns, key_of, write_columns
from kzgraph.statements.view import Values


class _Asked(StatementIndex):
    """An index that remembers which columns it was asked for."""

    def __init__(self, path: Path) -> None:
        self.told: dict[str, Columns] = {}
        super().__init__(path)

    def columns(self, question: str, values: Values | None = None, *, texts: int = 0) -> Columns:
        """Return columns, and remember them."""
        found = super().columns(question, values, texts=texts)
        self.told[key_of(question, values or {})] = found
        return found


def keep_columns(folder: Path) -> None:
    """Write the columns beside the index of statements in a release's folder. Raises ``StoreError``."""
    with _Asked(folder / "statements.sqlite") as index:
        Moments(index, EntitySets(index))
        write_columns(folder / FILE, index.told)
