"""Documents as sources: what they are, and how far claims cover them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from kzgraph.errors import NotFoundError
from kzgraph.evidence import read_evidence
from kzgraph.model import LeftOut, Page, Part, SourceSummary, Value
from kzgraph.model.sources import Source
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.names import thing_iri
from kzgraph.statements import Selection, View, coverage_of
from kzgraph.statements.index import Row

KINDS: Final = {
    "agency-report": "AgencyReport",
    "press-article": "PressArticle",
    "primary-document": "PrimaryDocument",
    "relayed-text": "RelayedText",
}
EVERY_CLAIM: Final = View(modalities=None, ranks=None)


@dataclass(frozen=True)
class SourceFilter:
    """Which documents are wanted; None leaves a part open.

    ``kind`` is a key of ``KINDS``, ``publisher`` an id such as ``organisation/eonergie`` or an IRI,
    ``language`` a tag such as ``fr``.
    """

    kind: str | None = None
    publisher: str | None = None
    language: str | None = None


def list_sources(
    graph: Graph, filters: SourceFilter, view: View, part: Part
) -> Page[SourceSummary]:
    """Return documents in the order of their ids, each with how many of its claims a view sees.

    ``known_on`` leaves out what was published later, ``valid_on`` what says nothing of that time.
    Raises ``BadRequestError`` for what is no id, and for a foreign cursor.
    """
    after = cursors.decode(part.cursor, "sources", filters, view)
    asked, index = _selection(graph, filters, view), graph.statements
    where, values = asked.where(), {**asked.values, **view.values()}
    question = (
        f"SELECT d.id FROM document AS d WHERE {where} AND d.name > :after "
        "ORDER BY d.name LIMIT :limit"
    )
    found = index.rows(question, {**values, "after": after, "limit": part.limit + 1})
    items = _told(graph, [row[0] for row in found[: part.limit]], view)
    more = len(found) > part.limit
    following = cursors.encode(items[-1].id, "sources", filters, view) if more else None
    ((total,),) = index.counts(f"SELECT COUNT(*) FROM document AS d WHERE {where}", values)
    left_out = _left_out(graph, filters, view)
    return Page(items, total, following, left_out, coverage_of(index, view))


def all_sources(graph: Graph) -> tuple[SourceSummary, ...]:
    """Return every document, with all its claims counted."""
    rows = graph.statements.rows("SELECT id FROM document")
    return _told(graph, [row[0] for row in rows], EVERY_CLAIM)


def get_source(graph: Graph, source: str) -> Source:
    """Return one source and its coverage by claims. Raises ``NotFoundError``."""
    question = "SELECT id FROM document WHERE name = :name"
    rows = graph.statements.rows(question, {"name": source})
    if not rows:
        raise NotFoundError("source", source)
    (summary,) = _told(graph, [rows[0][0]], EVERY_CLAIM)
    evidence = read_evidence(graph.store, source)
    return Source(summary, evidence.length, evidence.sha256, evidence.sentences)


def _selection(graph: Graph, filters: SourceFilter, view: View) -> Selection:
    """Return the selection of documents ``d``."""
    tests: dict[str, tuple[str, str | int]] = {}
    if filters.kind:
        tests["kind"] = ("d.kind = :kind", KINDS[filters.kind])
    if filters.language:
        told = "SELECT document FROM document_language WHERE lower(language) = :language"
        tests["language"] = (f"d.id IN ({told})", filters.language.lower())
    if filters.publisher:
        told = "SELECT document FROM document_publisher WHERE publisher = :publisher"
        number = graph.statements.number_of(thing_iri(filters.publisher)) or 0
        tests["publisher"] = (f"d.id IN ({told})", number)
    conditions = [condition for condition, _ in tests.values()]
    if view.known_on:
        conditions.append("d.issued_last <= :known_last")
    if view.valid_on:
        conditions.append(f"EXISTS ({_claims('1', view)})")
    return Selection(tuple(conditions or ["TRUE"]), {name: v for name, (_, v) in tests.items()})


def _claims(wanted: str, view: View) -> str:
    """Return the question for the claims of a document ``d`` that a view sees."""
    return f"""SELECT {wanted} FROM claim_source AS x JOIN claim AS c ON c.id = x.claim
        WHERE x.document = d.id AND {view.condition()}"""


def _left_out(graph: Graph, filters: SourceFilter, view: View) -> LeftOut:
    """Return the claims of these documents that the view left out."""
    asked, witnesses = _selection(graph, filters, EVERY_CLAIM), graph.entities.witnesses
    question = f"SELECT d.id FROM document AS d WHERE {asked.where()}"
    documents = [number for (number,) in graph.statements.counts(question, asked.values)]
    rows = np.isin(witnesses.documents, documents)
    return witnesses.left_out(view, witnesses.whole(rows))


def _told(graph: Graph, numbers: list[int], view: View) -> tuple[SourceSummary, ...]:
    index, listed = graph.statements, ",".join(str(number) for number in numbers)
    rows = index.rows(
        f"""SELECT d.id, d.name, d.issued, d.basis, d.kind, ({_claims("COUNT(*)", view)})
        FROM document AS d WHERE d.id IN ({listed}) ORDER BY d.name""",
        view.values(),
    )
    publishers = _grouped(index.rows(_several("publisher", listed)))
    languages = _grouped(index.rows(_several("language", listed)))
    named = (number for group in publishers.values() for number in group)
    terms = index.terms([*numbers, *named])
    return tuple(_summary(row, terms, publishers[row[0]], languages[row[0]]) for row in rows)


def _several(what: str, listed: str) -> str:
    # Numbers are no order: a thing that comes to an index later has a higher one.
    order = "(SELECT text FROM term WHERE id = publisher)" if what == "publisher" else what
    return (
        f"SELECT document, {what} FROM document_{what} "
        f"WHERE document IN ({listed}) ORDER BY document, {order}"
    )


def _grouped(rows: Iterable[Row]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for document, value in rows:
        grouped[document].append(value)
    return grouped


def _summary(
    row: Row, terms: dict[int, Value], publishers: list[int], languages: list[str]
) -> SourceSummary:
    number, name, issued, basis, kind, claims = row
    return SourceSummary(
        id=name,
        iri=terms[number].iri or "",
        title=terms[number].text,
        publishers=tuple(terms[publisher] for publisher in publishers),
        issued=issued,
        date_basis=basis,
        languages=tuple(languages),
        kind=kind,
        claims=claims,
    )
