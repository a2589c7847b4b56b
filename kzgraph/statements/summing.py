"""The SQL that has the tables which follow from others made again, where a change can be seen in them.

``stirred`` are the statements to sum up again, ``near`` the entities.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kzgraph.statements.owned import STATEMENT_PARTS, named_numbers

STIRRED: Final = (
    """INSERT OR IGNORE INTO stirred SELECT there FROM statement_place""",
    "CREATE TEMP TABLE near (id INTEGER PRIMARY KEY)",
    *(
        f"INSERT OR IGNORE INTO {table} SELECT {part} FROM main.statement"
        " WHERE id IN (SELECT id FROM stirred)"
        for part in STATEMENT_PARTS
        for table in ("near", "loose")
    ),
    f"INSERT OR IGNORE INTO near {named_numbers('main')}",
    "CREATE TEMP TABLE telling (id INTEGER PRIMARY KEY)",
    *(
        f"""INSERT OR IGNORE INTO telling
            SELECT id FROM main.statement WHERE {part} IN (SELECT id FROM near)"""
        for part in ("subject", "object")
    ),
    *(
        f"DELETE FROM main.{table} WHERE statement IN (SELECT id FROM stirred)"
        for table in ("witness", "moment")
    ),
    """DELETE FROM main.statement WHERE id IN (SELECT id FROM stirred)
        AND NOT EXISTS (SELECT 1 FROM main.claim AS c WHERE c.statement = statement.id)""",
    *(
        f"DELETE FROM main.{table} WHERE entity IN (SELECT id FROM near)"
        for table in ("entity_weight", "entity_facet")
    ),
)
"""Takes out what is to be summed up again, and statements that nobody makes any more."""

VIEWS_OF_CLAIMS: Final = {
    "claim": """CREATE TEMP VIEW claim AS
        SELECT * FROM main.claim WHERE statement IN (SELECT id FROM stirred)""",
    "statement": """CREATE TEMP VIEW statement AS
        SELECT * FROM main.statement WHERE id IN (SELECT id FROM stirred)""",
    "claim_text": """CREATE TEMP VIEW claim_text AS
        SELECT * FROM main.claim_text WHERE claim IN (SELECT there FROM claim_place)""",
}
"""What stands for the tables while claims are summed up."""

VIEWS_OF_ENTITIES: Final = {
    "entity": """CREATE TEMP VIEW entity AS
        SELECT * FROM main.entity WHERE id IN (SELECT id FROM near)""",
    "statement": """CREATE TEMP VIEW statement AS
        SELECT * FROM main.statement WHERE id IN (SELECT id FROM telling)""",
}
"""What stands for the tables while entities are summed up."""


def clear(views: Mapping[str, str]) -> Iterator[str]:
    """Yield what removes views, so that the tables can be seen again."""
    return (f"DROP VIEW temp.{name}" for name in views)
