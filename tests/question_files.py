"""The files of the competency questions, and how tests read them.

Each question is ``tests/questions/NN-name.rq``; beside it stand the expected rows (``.csv``) or, for
a CONSTRUCT, the expected triples (``.nt``).
"""

import csv
import io
from pathlib import Path

FOLDER = Path(__file__).parent / "questions"
QUERIES = sorted(FOLDER.glob("*.rq"))
TABLES = [path for path in QUERIES if path.with_suffix(".csv").exists()]
GRAPHS = [path for path in QUERIES if path.with_suffix(".nt").exists()]

Table = list[list[str]]


def table(text: str) -> Table:
    """Read CSV, names of variables first; the answer to an ASK is the one cell true or false."""
    return list(csv.reader(io.StringIO(text)))


def comparable(rows: Table, query: str) -> Table:
    """Forget the order of rows where the question asks for none."""
    return rows if "\nORDER BY " in query else [*rows[:1], *sorted(rows[1:])]


def expected_table(path: Path) -> Table:
    """Return the rows that the query of this path must give."""
    return comparable(table(path.with_suffix(".csv").read_text("utf-8")), path.read_text("utf-8"))


def body(query: str) -> str:
    """Return a query without the comment that heads it."""
    lines = query.splitlines()
    start = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(lines[start:])
