"""The files of the competency questions, and how tests read them.

Each question is ``tests/questions/NN-name.rq``; those that the service offers as examples stand in
``kzgraph/queries/examples/``. In ``tests/questions/`` are the expected rows of each (``.csv``) or, for a
CONSTRUCT, the expected triples (``.nt``), from the two texts with which the graph began; in
``tests/questions/whole/`` those of the examples from all the data that is shipped.
"""

import csv
import io
from pathlib import Path

FOLDER = Path(__file__).parent / "questions"
WHOLE = FOLDER / "whole"
EXAMPLES = Path(__file__).parents[1] / "kzgraph" / "queries" / "examples"
QUERIES = sorted([*FOLDER.glob("*.rq"), *EXAMPLES.glob("*.rq")], key=lambda path: path.name)

Table = list[list[str]]


def answer_file(path: Path, suffix: str) -> Path:
    """Return the file with the expected answer to the query of this path."""
    return FOLDER / f"{path.stem}{suffix}"


TABLES = [path for path in QUERIES if answer_file(path, ".csv").exists()]
OFFERED = [path for path in TABLES if path.parent == EXAMPLES]
GRAPHS = [path for path in QUERIES if answer_file(path, ".nt").exists()]


def table(text: str) -> Table:
    """Read CSV, names of variables first; the answer to an ASK is the one cell true or false."""
    return list(csv.reader(io.StringIO(text)))


def comparable(rows: Table, query: str) -> Table:
    """Forget the order of rows where the question asks for none."""
    return rows if "\nORDER BY " in query else [*rows[:1], *sorted(rows[1:])]


def expected_table(path: Path, folder: Path = FOLDER) -> Table:
    """Return the rows that the query of this path must give."""
    answer = (folder / f"{path.stem}.csv").read_text("utf-8")
    return comparable(table(answer), path.read_text("utf-8"))


def body(query: str) -> str:
    """Return a query without the comment that heads it."""
    lines = query.splitlines()
    start = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(lines[start:])
