"""The documented columns are the columns."""

import re
from pathlib import Path

from kzgraph.authoring.columns import COLUMNS

TEXT = (Path(__file__).parents[2] / "docs/spreadsheet.md").read_text(encoding="utf-8")


def test_every_column_is_documented_as_it_is_told_in_a_workbook() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", TEXT, re.MULTILINE)
    told = [(c.name, c.meaning + (", or several" if c.many else "")) for c in COLUMNS]
    assert rows == told
