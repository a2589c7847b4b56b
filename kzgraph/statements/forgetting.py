"""The SQL that takes the rows of what changed out of an index of statements.

``gone_...`` are the numbers that it had, ``stirred`` the statements to sum up again. What has lost
its last mention is taken out at the end (``UNUSED``).
"""

from collections.abc import Iterator
from typing import Final

from kzgraph.statements.owned import CLAIM, CONFLICT, STATEMENT_PARTS, TABLES, TERM, named_numbers


def _forgetting() -> Iterator[str]:
    for table, (owner, columns, _) in TABLES.items():
        first = next(iter(columns))
        owned = f"{first} IN (SELECT id FROM gone_{owner})"
        for column, kind in columns.items():
            if kind == TERM:
                yield f"""INSERT OR IGNORE INTO loose
                    SELECT {column} FROM main.{table} WHERE {owned} AND {column} IS NOT NULL"""
        yield f"DELETE FROM main.{table} WHERE {owned}"


# A full-text table without content forgets a row when it is told what stood in it.
FORGET: Final = (
    f"CREATE TEMP TABLE gone_thing AS {named_numbers('main')}",
    *(
        f"""CREATE TEMP TABLE gone_{kind} AS
            SELECT id FROM main.{kind} WHERE name IN (SELECT name FROM named_{kind})"""
        for kind in (CLAIM, CONFLICT)
    ),
    "CREATE TEMP TABLE stirred (id INTEGER PRIMARY KEY)",
    """INSERT OR IGNORE INTO stirred
        SELECT statement FROM main.claim WHERE id IN (SELECT id FROM gone_claim)""",
    """INSERT INTO claim_words (claim_words, rowid, en, fr)
        SELECT 'delete', claim, max(CASE language WHEN 'en' THEN text END),
            max(CASE language WHEN 'fr' THEN text END)
        FROM main.claim_text WHERE claim IN (SELECT id FROM gone_claim) GROUP BY claim""",
    *_forgetting(),
)
"""Takes out all rows of what is touched."""


def _used() -> Iterator[str]:
    columns = [(t, c) for t, (_, some, _) in TABLES.items() for c, k in some.items() if k == TERM]
    columns += [("statement", part) for part in STATEMENT_PARTS]
    columns += [("broader", "narrower"), ("broader", "broader")]
    for table, column in columns:
        yield f"""DELETE FROM loose WHERE id IN (
            SELECT {column} FROM main.{table} WHERE {column} IN (SELECT id FROM loose))"""


UNUSED: Final = (
    *_used(),
    "DELETE FROM main.label WHERE term IN (SELECT id FROM loose)",
    "DELETE FROM main.term WHERE id IN (SELECT id FROM loose)",
)
"""Takes out terms that nothing names any more."""
