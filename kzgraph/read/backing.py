"""The documents behind some claims, and which of them go back to the same origin."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.model import Claim, Value
from kzgraph.read.graph import Graph
from kzgraph.statements.view import ASSERTED, HEEDED

_BEHIND: Final = """SELECT DISTINCT x.document, d.name, d.kind, d.issued, x.origin
    FROM claim AS c JOIN claim_source AS x ON x.claim = c.id JOIN document AS d ON d.id = x.document
    WHERE c.name IN (SELECT value FROM json_each(:claims)) ORDER BY d.name"""
_PUBLISHERS: Final = """SELECT document, publisher FROM document_publisher
    WHERE document IN (SELECT value FROM json_each(:documents))
    ORDER BY document, (SELECT text FROM term WHERE id = publisher)"""


@dataclass(frozen=True)
class BackingDocument:
    """A document in short; ``origin`` is what it goes back to: itself, or another document or text.

    ``kind`` is the local name of a concept, such as ``PressArticle``.
    """

    id: str
    document: Value
    kind: str
    issued: str | None
    publishers: tuple[Value, ...]
    origin: Value


@dataclass(frozen=True)
class Backing:
    """The documents behind a statement, by their ids.

    ``independent`` are those that assert it, one for each origin: what corroboration counts.
    """

    documents: dict[str, BackingDocument]
    independent: tuple[BackingDocument, ...]


def backing(graph: Graph, claims: Iterable[Claim]) -> Backing:
    """Return the documents behind the claims of one statement."""
    told = tuple(claims)
    documents = _documents(graph, (claim.id for claim in told))
    asserted = [claim for claim in told if claim.modality in ASSERTED and claim.rank in HEEDED]
    cited = {evidence.document.iri for claim in asserted for evidence in claim.evidence}
    first: dict[str | None, BackingDocument] = {}
    for one in documents.values():
        if one.document.iri in cited:
            # Of those that go back to one origin the origin itself stands for all, if it is there.
            itself = one.origin.iri == one.document.iri
            first[one.origin.iri] = one if itself else first.get(one.origin.iri, one)
    return Backing(documents, tuple(first.values()))


def _documents(graph: Graph, claims: Iterable[str]) -> dict[str, BackingDocument]:
    index = graph.statements
    rows = index.rows(_BEHIND, {"claims": json.dumps(sorted(claims))})
    listed = {"documents": json.dumps([row[0] for row in rows])}
    publishers: dict[int, list[int]] = defaultdict(list)
    for document, publisher in index.rows(_PUBLISHERS, {**listed}):
        publishers[document].append(publisher)
    named = (number for group in publishers.values() for number in group)
    terms = index.terms([*(n for row in rows for n in (row[0], row[4])), *named])
    return {
        name: BackingDocument(
            name,
            terms[number],
            kind,
            issued,
            tuple(terms[publisher] for publisher in publishers[number]),
            terms[origin],
        )
        for number, name, kind, issued, origin in rows
    }
