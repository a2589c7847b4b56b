"""Claims as people and programs read them."""

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import slug_of, thing
from kzgraph.model import Claim, Evidence, Span, Value
from kzgraph.queries import load
from kzgraph.rdf import NamedNode, text_of
from kzgraph.store import Row, Store
from kzgraph.values import Properties, by_language, code, first, properties_of, value_of
from kzgraph.vocab import KZ, PROV, RDF, RDF_TYPE, SKOS

_QUALIFIERS = ("scope", "duringEvent", "statedAs", "comparedWith", "share")


def get_claim(store: Store, claim_id: str) -> Claim:
    """Return a claim by its id, such as ``eonergie-2024-11-001``. Raises ``NotFoundError``."""
    try:
        iri = thing("claim", claim_id)
    except ValueError as exc:
        raise NotFoundError("claim", claim_id) from exc
    said = properties_of(store, iri)
    if KZ + "Claim" not in {value.iri for value in said[RDF_TYPE]}:
        raise NotFoundError("claim", claim_id)
    evidence = store.select(load("claim_evidence"), {"claim": NamedNode(iri)})
    return _claim(iri, said, tuple(_evidence(row) for row in evidence))


def _evidence(row: Row) -> Evidence:
    start, end, sha256 = row["start"], row["end"], row["sha256"]
    span = Span(int(text_of(start)), int(text_of(end))) if start and end else None
    return Evidence(
        value_of(row["document"], row["title"]), span, text_of(sha256) if sha256 else None
    )


def _claim(iri: str, said: Properties, evidence: tuple[Evidence, ...]) -> Claim:
    return Claim(
        id=slug_of(iri),
        iri=iri,
        subject=_only(said[RDF + "subject"]),
        predicate=_only(said[RDF + "predicate"]),
        object=_only(said[RDF + "object"]),
        evidence=evidence,
        evidence_level=code(said[KZ + "evidenceLevel"]),
        speakers=said[PROV + "wasAttributedTo"],
        speech_mode=code(said[KZ + "speechMode"]),
        modality=code(said[KZ + "modality"]),
        rank=code(said[KZ + "rank"]),
        rank_reason=first(said[KZ + "rankReason"]),
        valid_at=first(said[KZ + "validAt"]),
        valid_from=first(said[KZ + "validFrom"]),
        valid_until=first(said[KZ + "validUntil"]),
        published=first(said[KZ + "published"]),
        paraphrase=by_language(said[KZ + "paraphrase"]),
        qualifiers={name: said[KZ + name] for name in _QUALIFIERS if said[KZ + name]},
        note=first(said[SKOS + "editorialNote"]),
    )


def _only(values: tuple[Value, ...]) -> Value:
    return values[0]
