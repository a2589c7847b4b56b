"""On which documents an answer rests, told from the table of documents alone."""

from collections import Counter
from dataclasses import replace
from typing import Final

from kzgraph.identifiers import compact
from kzgraph.model.coverage import Coverage, Publisher
from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.view import Values, View

LARGEST: Final = 10
"""Publishers that are named; ``/v1/sources`` has them all."""

_PRIMARY: Final = "PrimaryDocument"
_COUNTED: Final = """SELECT kind, seen, COUNT(*), SUM(issued_first IS NULL)
    FROM document WHERE {where} GROUP BY kind, seen ORDER BY kind, seen"""
# Publishers are named once they are counted: there are many more documents.
_PUBLISHERS: Final = """SELECT p.publisher, p.documents, COUNT(*) OVER ()
    FROM (SELECT publisher, COUNT(*) AS documents FROM document_publisher
        WHERE document IN (SELECT id FROM document WHERE {where}) GROUP BY publisher) AS p
    JOIN term AS t ON t.id = p.publisher
    ORDER BY p.documents DESC, t.label, t.text LIMIT :largest"""
_LANGUAGES: Final = """SELECT language, COUNT(*) FROM document_language
    WHERE document IN (SELECT id FROM document WHERE {where}) GROUP BY language ORDER BY language"""
_DATES: Final = """SELECT
    (SELECT issued FROM document WHERE {where} AND issued_first IS NOT NULL
        ORDER BY issued_first, issued LIMIT 1),
    (SELECT issued FROM document WHERE {where} AND issued_last IS NOT NULL
        ORDER BY issued_last DESC, issued DESC LIMIT 1)"""


def coverage_of(index: StatementIndex, view: View, document: int | None = None) -> Coverage:
    """Return on which documents an answer under a view rests; ``document`` keeps it to that one.

    Of the view ``known_on`` counts alone: a document is looked through for every time and modality.
    It is made once for each release and day.
    """
    day = view.known_on.last.isoformat() if view.known_on else None
    return index.coverages.get((day, document), lambda: _coverage(index, day, document))


def _coverage(index: StatementIndex, day: str | None, document: int | None) -> Coverage:
    tests = {"issued_last <= :day": day, "id = :document": document}
    where = " AND ".join(test for test, value in tests.items() if value is not None) or "TRUE"
    values: Values = {"day": day, "document": document, "largest": LARGEST}

    def rows(question: str) -> list[Row]:
        return index.rows(question.format(where=where), values)

    counted, publishers = rows(_COUNTED), rows(_PUBLISHERS)
    ((first, last),) = rows(_DATES)
    told = Coverage(
        note="",
        documents=sum(row[2] for row in counted),
        first=first,
        last=last,
        undated=sum(row[3] for row in counted),
        publishers=publishers[0][2] if publishers else 0,
        largest=_named(index, publishers),
        kinds=_by(counted, 0),
        languages=dict(rows(_LANGUAGES)),
        seen=_by(counted, 1),
    )
    return replace(told, note=_note(told, day))


def _by(counted: list[Row], column: int) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in counted:
        found[row[column]] += row[2]
    return dict(sorted(found.items()))


def _named(index: StatementIndex, rows: list[Row]) -> tuple[Publisher, ...]:
    terms = index.terms(row[0] for row in rows)
    told = ((terms[number], documents) for number, documents, _ in rows)
    return tuple(Publisher(compact(who.iri or who.text), who.text, count) for who, count in told)


def _note(told: Coverage, day: str | None) -> str:
    if not told.documents:
        return f"Rests on no document{f' published by {day}' if day else ''}."
    primary = f" ({told.kinds[_PRIMARY]} primary)" if _PRIMARY in told.kinds else ""
    who = f" of {_number(told.publishers, 'publisher')}" if told.publishers else ""
    parts = [f"Rests on {_number(told.documents, 'document')}{primary}{who}, {_when(told)}"]
    if 0 < told.undated < told.documents:
        parts.append(f"{told.undated} undated")
    if "part" in told.seen:
        parts.append(f"{told.seen['part']} read in part")
    return f"{'; '.join(parts)}."


def _when(told: Coverage) -> str:
    if told.first is None:
        return "undated"
    return f"published {told.first if told.first == told.last else f'{told.first} to {told.last}'}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
