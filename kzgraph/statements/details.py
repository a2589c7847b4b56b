"""From what the store holds to the rows that tell more of claims, documents, figures and amounts."""

from typing import Final

from kzgraph.identifiers import slug_of
from kzgraph.lines import Said
from kzgraph.statements.rows import Rows
from kzgraph.statements.spelled import code, edges, is_iri, text_in
from kzgraph.vocab import DCTERMS, KZ, QUDT, SCHEMA, SKOS

CLAIM_DETAILS: Final = {
    KZ + "validAt": "validAt",
    KZ + "validFrom": "validFrom",
    KZ + "validUntil": "validUntil",
    KZ + "published": "published",
    KZ + "rankReason": "rankReason",
    KZ + "rankedBy": "rankedBy",
    KZ + "rankedOn": "rankedOn",
    SKOS + "editorialNote": "editorialNote",
    KZ + "scope": "scope",
    KZ + "duringEvent": "duringEvent",
    KZ + "statedAs": "statedAs",
    KZ + "comparedWith": "comparedWith",
    KZ + "share": "share",
    KZ + "amount": "amount",
    KZ + "role": "role",
    KZ + "hedge": "hedge",
    KZ + "figureStatus": "figureStatus",
}
"""Properties of a claim that lists show and do not search by, and their names in the index."""

_TRUE: Final = ("true", "1")  # the two spellings that xsd:boolean has


def add_claim(rows: Rows, number: int, said: Said) -> None:
    """Add the details of a claim that has its number."""
    details = rows.tables["claim_detail"]
    for name, values in said.told(CLAIM_DETAILS):
        details += [(number, name, rows.term(value)) for value in values]


def add_document(rows: Rows, iri: str, said: Said) -> None:
    """Add a document: date, kind, how its date is known, what was read; publishers, languages."""
    number, issued = rows.iri(iri), _one(said, DCTERMS + "issued")
    codes = (_local(said, KZ + "dateBasis"), _local(said, KZ + "documentKind"))
    row = (number, slug_of(iri), _text(issued), *_edges(issued, issued), *codes, _seen(said))
    rows.tables["document"].append(row)
    for publisher in said.spelled(DCTERMS + "publisher"):
        rows.tables["document_publisher"].append((number, rows.term(publisher)))
    for language in {text_in(value) for value in said.spelled(DCTERMS + "language")}:
        rows.tables["document_language"].append((number, language))


def add_observation(rows: Rows, iri: str, said: Said) -> None:
    """Add a trade observation with its dimensions; one that lacks some has NULL there."""
    values = (_one(said, KZ + name) for name in ("reporter", "partner", "flow", "product"))
    dimensions = (None if value is None else rows.term(value) for value in values)
    starts, ends = _one(said, KZ + "periodStart"), _one(said, KZ + "periodEnd")
    row = (rows.iri(iri), *dimensions, _text(starts), _text(ends), *_edges(starts, ends))
    rows.tables["observation"].append(row)


def add_quantity(rows: Rows, iri: str, said: Said) -> None:
    """Add an amount or a quantity: its number or bounds, currency or unit, and hedge."""
    names = ("value", "minValue", "maxValue", "currency")
    value, least, most, currency = (_text(_one(said, SCHEMA + name)) for name in names)
    unit = _one(said, QUDT + "hasUnit") or _one(said, SCHEMA + "unitText")
    hedge = _local(said, KZ + "hedge") or None
    number = None if unit is None else rows.term(unit)
    row = (rows.iri(iri), value, least, most, currency, number, hedge)
    rows.tables["quantity"].append(row)


def _seen(said: Said) -> str:
    """Return how much of a document its claims are made of, in the words of ``Coverage.seen``."""
    if said.spelled(KZ + "textLength"):
        return "text"
    whole = _text(_one(said, KZ + "seenWhole"))
    return "unknown" if whole is None else "whole" if whole in _TRUE else "part"


def _one(said: Said, prop: str) -> str | None:
    """Return the value of a property; of several, which no shape allows, the first by its text."""
    return min(said.spelled(prop), key=text_in, default=None)


def _text(spelled: str | None) -> str | None:
    return None if spelled is None else text_in(spelled)


def _local(said: Said, prop: str) -> str:
    value = _one(said, prop)
    return code(value) if value is not None and is_iri(value) else ""


def _edges(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day from one date to another; None for what is no date."""
    first, last = (None if date is None else edges(date) for date in (start, end))
    return (first[0] if first else None, last[1] if last else None)
