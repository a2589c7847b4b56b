"""Which rows of an index of statements belong to what: they come and go with it.

What changed is told by names in tables of the connection: ``thing``, ``named_claim`` and
``named_conflict``. ``loose`` takes the terms that perhaps nothing names any more.
"""

from collections.abc import Mapping
from typing import Final

TERM, CLAIM, STATEMENT, CONFLICT = "term", "claim", "statement", "conflict"

TABLES: Final[Mapping[str, tuple[str, Mapping[str, str], str]]] = {
    "claim_source": (
        CLAIM,
        {"claim": CLAIM, "document": TERM, "origin": TERM, "primary_origin": TERM},
        "",
    ),
    "claim_speaker": (CLAIM, {"claim": CLAIM, "speaker": TERM}, ""),
    "claim_text": (CLAIM, {"claim": CLAIM}, "language, text"),
    "claim_evidence": (CLAIM, {"claim": CLAIM, "document": TERM}, "first, last, sha256"),
    "claim_detail": (CLAIM, {"claim": CLAIM, "value": TERM}, "name"),
    "claim": (
        CLAIM,
        {"id": CLAIM, "statement": STATEMENT},
        "name, modality, rank, level, mode, valid_first, valid_last, published_first, published_last",
    ),
    "document_publisher": ("thing", {"document": TERM, "publisher": TERM}, ""),
    "document_language": ("thing", {"document": TERM}, "language"),
    "document": (
        "thing",
        {"id": TERM},
        "name, issued, issued_first, issued_last, basis, kind, seen",
    ),
    "observation": (
        "thing",
        dict.fromkeys(("id", "reporter", "partner", "flow", "product"), TERM),
        "starts, ends, first, last",
    ),
    "quantity": ("thing", {"id": TERM, "unit": TERM}, "value, least, most, currency, hedge"),
    "entity_class": ("thing", {"entity": TERM, "class": TERM}, "direct"),
    "entity": ("thing", {"id": TERM}, "name, sorting"),
    "conflict_claim": (CONFLICT, {"conflict": CONFLICT, "claim": CLAIM}, ""),
    "conflict_kind": (CONFLICT, {"conflict": CONFLICT}, "kind"),
    "conflict": (
        CONFLICT,
        {"id": CONFLICT, "subject": TERM, "property": TERM},
        "name, status",
    ),
}
"""Tables to what owns their rows, the columns that hold numbers and of what, and the others.

The first of the columns is the owner's number.
"""

STATEMENT_PARTS: Final = ("subject", "predicate", "object")
"""Columns of the table of statements that hold numbers of terms."""

TOUCHED: Final = (
    "CREATE TEMP TABLE thing (text TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE named_claim (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE named_conflict (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE loose (id INTEGER PRIMARY KEY)",
)
"""Makes the tables that take the names of what is touched."""


def named_numbers(schema: str) -> str:
    """Return the question for the numbers, in ``main`` or in ``part``, of the things that changed."""
    return f"""SELECT id FROM {schema}.term
        WHERE text IN (SELECT text FROM thing) AND datatype IS NULL AND language IS NULL"""
