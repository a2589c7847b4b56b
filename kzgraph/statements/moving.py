"""The SQL that moves rows into an index of statements from that of a part of the store.

``part`` is the attached index of the part. ``..._place`` is the number here of each number there.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kzgraph.statements.owned import STATEMENT, STATEMENT_PARTS, TABLES, TERM, named_numbers

PLACES: Final = (
    """CREATE TEMP TABLE term_place AS SELECT p.id AS here, t.id AS there
        FROM part.term AS p LEFT JOIN main.term AS t
        ON t.text = p.text AND t.datatype IS p.datatype AND t.language IS p.language""",
    "INSERT OR IGNORE INTO loose SELECT rowid + (SELECT coalesce(max(id), 0) FROM main.term)"
    " FROM term_place WHERE there IS NULL",
    """UPDATE term_place SET there = rowid + (SELECT coalesce(max(id), 0) FROM main.term)
        WHERE there IS NULL""",
    "CREATE INDEX term_here ON term_place (here)",
    """INSERT INTO main.term SELECT there, text, datatype, language, label
        FROM part.term JOIN term_place ON here = id
        WHERE there > (SELECT coalesce(max(id), 0) FROM main.term) ORDER BY there""",
    """INSERT OR IGNORE INTO main.label SELECT there, language, text
        FROM part.label JOIN term_place ON here = term""",
    """CREATE TEMP TABLE statement_place AS SELECT p.id AS here, s.id AS there
        FROM part.statement AS p LEFT JOIN main.statement AS s ON s.key = p.key""",
    """UPDATE statement_place
        SET there = rowid + (SELECT coalesce(max(id), 0) FROM main.statement) WHERE there IS NULL""",
    "CREATE INDEX statement_here ON statement_place (here)",
    # The next numbers of the status, which stands in the upper half.
    """CREATE TEMP TABLE claim_place AS SELECT id AS here, NULL AS there FROM part.claim""",
    """UPDATE claim_place SET there = rowid + (
        SELECT coalesce(max(id), here >> 32 << 32) FROM main.claim
        WHERE id BETWEEN here >> 32 << 32 AND here >> 32 << 32 | 0xFFFFFFFF)""",
    "CREATE INDEX claim_here ON claim_place (here)",
    """CREATE TEMP TABLE conflict_place AS SELECT id AS here,
        id + (SELECT coalesce(max(id), 0) FROM main.conflict) AS there FROM part.conflict""",
    "CREATE INDEX conflict_here ON conflict_place (here)",
)
"""Gives what comes the numbers that it has here: the old one of a term, or the next."""


def _moved(table: str, columns: Mapping[str, str], others: str, condition: str) -> str:
    numbers = ", ".join(
        f"(SELECT there FROM {kind}_place WHERE here = r.{column})"
        for column, kind in columns.items()
    )
    names, rest = ", ".join(columns), f", {others}" if others else ""
    return f"""INSERT INTO main.{table} ({names}{rest})
        SELECT {numbers}{rest} FROM part.{table} AS r WHERE {condition}"""


def _moving() -> Iterator[str]:
    parts = {"id": STATEMENT, **dict.fromkeys(STATEMENT_PARTS, TERM)}
    new = """NOT EXISTS (SELECT 1 FROM main.statement AS s WHERE s.key = r.key)"""
    yield _moved(STATEMENT, parts, "key", new)
    for table, (owner, columns, others) in TABLES.items():
        first = next(iter(columns))
        condition = f"{first} IN ({named_numbers('part')})" if owner == "thing" else "TRUE"
        yield _moved(table, columns, others, condition)


MOVE: Final = (*_moving(),)
"""Moves the rows of what is touched in."""
