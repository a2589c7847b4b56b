"""Documents as sources: what they are, and how far claims cover them."""

from kzgraph.errors import NotFoundError
from kzgraph.evidence import SourceEvidence, read_evidence
from kzgraph.identifiers import slug_of
from kzgraph.model import SourceSummary
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.store import Row, Store
from kzgraph.values import value_of


def list_sources(store: Store) -> list[SourceSummary]:
    """Return every document that is a source, sorted by id."""
    return [_summary(row) for row in store.select(load("sources"))]


def get_source(store: Store, source: str) -> tuple[SourceSummary, SourceEvidence]:
    """Return one source and its coverage by claims. Raises ``NotFoundError``."""
    for summary in list_sources(store):
        if summary.id == source:
            return summary, read_evidence(store, source)
    raise NotFoundError("source", source)


def _summary(row: Row) -> SourceSummary:
    text = {name: text_or_empty(term) for name, term in row.items()}
    return SourceSummary(
        id=slug_of(text["document"]),
        iri=text["document"],
        title=text["title"],
        publisher=value_of(row["publisher"], row["publisherLabel"]),
        issued=text["issued"],
        date_basis=slug_of(text["basis"]),
        language=text["language"],
        kind=slug_of(text["kind"]),
        claims=int(text["claims"]),
    )
