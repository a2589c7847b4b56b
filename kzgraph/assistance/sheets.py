"""Rows of proposals as a sheet that ``kzgraph source import`` takes once it is filled."""

from pathlib import Path

from kzgraph.assistance.proposals import Cells
from kzgraph.authoring.columns import HEADINGS
from kzgraph.authoring.sheets import write_sheet


def write_rows(path: Path, rows: list[Cells], *, force: bool = False) -> None:
    """Write rows under the headings of the sheet of claims. Raises ``BadRequestError``."""
    texts = [[row.get(name, "") for name in HEADINGS] for row in rows]
    write_sheet(path, [list(HEADINGS), *texts], force=force)
