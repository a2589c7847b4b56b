"""The SQL that takes rows out of an index of statements and moves others in from a part of one.

``part`` is the attached index of a part of the store. Tables of this connection hold what changed:
``thing`` and ``named_...`` by name, ``gone_...`` the numbers it had, ``..._place`` the number
here of each number there, ``stirred`` the statements and ``near`` the entities to sum up
again, ``loose`` the terms that perhaps nothing names any more.
"""

from collections.abc import Iterator, Mapping
from typing import Final

_TERM, _CLAIM, _STATEMENT, _CONFLICT = "term", "claim", "statement", "conflict"

_TABLES: Final[Mapping[str, tuple[str, Mapping[str, str], str]]] = {
    "claim_source": (
        _CLAIM,
        {"claim": _CLAIM, "document": _TERM, "origin": _TERM, "primary_origin": _TERM},
        "",
    ),
    "claim_speaker": (_CLAIM, {"claim": _CLAIM, "speaker": _TERM}, ""),
    "claim_text": (_CLAIM, {"claim": _CLAIM}, "language, text"),
    "claim_evidence": (_CLAIM, {"claim": _CLAIM, "document": _TERM}, "first, last, sha256"),
    "claim_detail": (_CLAIM, {"claim": _CLAIM, "value": _TERM}, "name"),
    "claim": (
        _CLAIM,
        {"id": _CLAIM, "statement": _STATEMENT},
        "name, modality, rank, level, mode, valid_first, valid_last, published_first, published_last",
    ),
    "document_publisher": ("thing", {"document": _TERM, "publisher": _TERM}, ""),
    "document_language": ("thing", {"document": _TERM}, "language"),
    "document": (
        "thing",
        {"id": _TERM},
        "name, issued, issued_first, issued_last, basis, kind, seen",
    ),
    "observation": (
        "thing",
        dict.fromkeys(("id", "reporter", "partner", "flow", "product"), _TERM),
        "starts, ends, first, last",
    ),
    "quantity": ("thing", {"id": _TERM, "unit": _TERM}, "value, least, most, currency, hedge"),
    "entity_class": ("thing", {"entity": _TERM, "class": _TERM}, "direct"),
    "entity": ("thing", {"id": _TERM}, "name, sorting"),
    "conflict_claim": (_CONFLICT, {"conflict": _CONFLICT, "claim": _CLAIM}, ""),
    "conflict_kind": (_CONFLICT, {"conflict": _CONFLICT}, "kind"),
    "conflict": (
        _CONFLICT,
        {"id": _CONFLICT, "subject": _TERM, "property": _TERM},
        "name, status",
    ),
}
"""Tables to what owns their rows, the columns that hold numbers and of what, and the others.

The first of the columns is the owner's number.
"""

_STATEMENT_PARTS: Final = ("subject", "predicate", "object")

TOUCHED: Final = (
    "CREATE TEMP TABLE thing (text TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE named_claim (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE named_conflict (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE loose (id INTEGER PRIMARY KEY)",
)
"""Makes the tables that take the names of what is touched."""


def _named_numbers(schema: str) -> str:
    return f"""SELECT id FROM {schema}.term
        WHERE text IN (SELECT text FROM thing) AND datatype IS NULL AND language IS NULL"""


def _forgetting() -> Iterator[str]:
    for table, (owner, columns, _) in _TABLES.items():
        first = next(iter(columns))
        owned = f"{first} IN (SELECT id FROM gone_{owner})"
        for column, kind in columns.items():
            if kind == _TERM:
                yield f"""INSERT OR IGNORE INTO loose
                    SELECT {column} FROM main.{table} WHERE {owned} AND {column} IS NOT NULL"""
        yield f"DELETE FROM main.{table} WHERE {owned}"


# A full-text table without content forgets a row when it is told what stood in it.
FORGET: Final = (
    f"CREATE TEMP TABLE gone_thing AS {_named_numbers('main')}",
    *(
        f"""CREATE TEMP TABLE gone_{kind} AS
            SELECT id FROM main.{kind} WHERE name IN (SELECT name FROM named_{kind})"""
        for kind in (_CLAIM, _CONFLICT)
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
    parts = {"id": _STATEMENT, **dict.fromkeys(_STATEMENT_PARTS, _TERM)}
    new = """NOT EXISTS (SELECT 1 FROM main.statement AS s WHERE s.key = r.key)"""
    yield _moved(_STATEMENT, parts, "key", new)
    for table, (owner, columns, others) in _TABLES.items():
        first = next(iter(columns))
        condition = f"{first} IN ({_named_numbers('part')})" if owner == "thing" else "TRUE"
        yield _moved(table, columns, others, condition)


MOVE: Final = (*_moving(),)
"""Moves the rows of what is touched in."""

LOOSE: Final = (
    """INSERT OR IGNORE INTO stirred SELECT there FROM statement_place""",
    "CREATE TEMP TABLE near (id INTEGER PRIMARY KEY)",
    *(
        f"INSERT OR IGNORE INTO {table} SELECT {part} FROM main.statement"
        " WHERE id IN (SELECT id FROM stirred)"
        for part in _STATEMENT_PARTS
        for table in ("near", "loose")
    ),
    f"INSERT OR IGNORE INTO near {_named_numbers('main')}",
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


def _used() -> Iterator[str]:
    columns = [(t, c) for t, (_, some, _) in _TABLES.items() for c, k in some.items() if k == _TERM]
    columns += [("statement", part) for part in _STATEMENT_PARTS]
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
