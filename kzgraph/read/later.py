"""What documents say of things after those that told of them first."""

from collections.abc import Iterable

from kzgraph.dates import from_text
from kzgraph.model import Value
from kzgraph.model.visits import LaterDocument
from kzgraph.read.graph import Graph
from kzgraph.read.lines import lines, numbered
from kzgraph.statements import Selection, View


def later_documents(
    graph: Graph, view: View, own: list[int], day: str | None, things: Iterable[int]
) -> tuple[LaterDocument, ...]:
    """Return what documents that came out after others say of some things, the oldest first.

    ``own`` are the documents before, by their numbers; where there are none, ``day`` counts, a date
    as it is written.
    """
    index, ids = graph.statements, numbered(things)
    after = _last_issued(graph, own) or (from_text(day).last.isoformat() if day else "")
    asked = f"""source.issued_first > :after
        AND (s.subject IN ({ids}) OR s.object IN ({ids})) AND {view.condition()}"""
    rows = index.rows(
        f"""SELECT source.id, source.issued FROM statement AS s
        JOIN claim AS c ON c.statement = s.id JOIN claim_source AS d ON d.claim = c.id
        JOIN document AS source ON source.id = d.document WHERE {asked}
        GROUP BY source.id ORDER BY source.issued_first, source.name""",
        {"after": after, **view.values()},
    )
    named = index.terms(row[0] for row in rows)
    told = (_told(graph, view, ids, number, (named[number], day)) for number, day in rows)
    return tuple(document for document in told if document.statements)


def _told(
    graph: Graph, view: View, ids: str, number: int, document: tuple[Value, str]
) -> LaterDocument:
    conditions = (f"(s.subject IN ({ids}) OR s.object IN ({ids}))", "d.document = :document")
    said = lines(graph, view, Selection(conditions, {"document": number}))
    return LaterDocument(*document, said.statements)


def _last_issued(graph: Graph, documents: list[int]) -> str | None:
    rows = graph.statements.rows(
        f"SELECT MAX(issued_last) FROM document WHERE id IN ({numbered(documents)})"
    )
    return str(rows[0][0]) if rows[0][0] else None
