"""Judgements as a release holds them: the records of its graph of links, read back."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, cast

from kzgraph.identifiers import BASE
from kzgraph.links.cells import NO_TERM
from kzgraph.links.model import Judgement, Verdict
from kzgraph.links.targets import target_of
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, text_of, text_or_empty
from kzgraph.store import Store
from kzgraph.vocab import KZ, RDFS, SEMAPV, SSSOM

_TEAM = BASE + "team"
"""Who has matched the terms of the ontology: its publisher."""


class Recorded(NamedTuple):
    """What a list of judgements is filtered and sorted by; ``record`` is the IRI of the whole."""

    subject: str
    target: str
    object: str
    record: str
    verdict: str


def recorded(store: Store, subject: str | None = None) -> list[Recorded]:
    """Return the judgements of a release, or those on one thing, in their order."""
    bindings = {} if subject is None else {"subject": NamedNode(subject)}
    rows = store.select(load("link_records"), bindings)
    return sorted(
        Recorded(
            text_or_empty(row["subject"]),
            target_of(text_or_empty(row["object"]), text_or_empty(row["source"])),
            text_or_empty(row["object"]),
            text_or_empty(row["record"]),
            text_or_empty(row["verdict"]),
        )
        for row in rows
    )


def records_on(store: Store, subject: str) -> list[str]:
    """Return the IRIs of the records on one thing; a look-up, no query."""
    found = store.pointing_to(NamedNode(subject), NamedNode(SSSOM + "subject_id"))
    return sorted(text_of(triple.subject) for triple in found)


def read_record(store: Store, record: str) -> Judgement:
    """Return one judgement by the IRI of its record."""
    said: dict[str, list[str]] = defaultdict(list)
    for triple in store.about(NamedNode(record)):
        said[triple.predicate.value].append(text_of(triple.object))

    def text(name: str) -> str:
        return "|".join(sorted(said[name]))

    confidence = text(SSSOM + "confidence")
    theirs = text(SSSOM + "object_id")
    return Judgement(
        subject=text(SSSOM + "subject_id"),
        predicate=text(SSSOM + "predicate_id"),
        object=None if theirs == NO_TERM else theirs,
        verdict=cast("Verdict", text(KZ + "verdict")),
        justification=text(SSSOM + "mapping_justification"),
        confidence=Decimal(confidence) if confidence else None,
        evidence=tuple(sorted(said[KZ + "linkEvidence"])),
        author=text(SSSOM + "author_id") or text(SSSOM + "author_label"),
        date=date.fromisoformat(text(SSSOM + "mapping_date")),
        subject_label=text(SSSOM + "subject_label"),
        object_label=text(SSSOM + "object_label"),
        comment=text(RDFS + "comment"),
        object_source=text(SSSOM + "object_source"),
    )


def term_judgements(store: Store) -> Iterator[Judgement]:
    """Yield the matches of terms, which the ontology states without a record: as judgements.

    Nobody has noted the day of each: it is ``date.min``, which a table leaves empty.
    """
    for row in store.select(load("term_matches")):
        label = row["label"]
        yield Judgement(
            subject=text_or_empty(row["term"]),
            predicate=text_or_empty(row["property"]),
            object=text_or_empty(row["match"]),
            verdict="match",
            justification=SEMAPV + "ManualMappingCuration",
            confidence=None,
            evidence=(),
            author=_TEAM,
            date=date.min,
            subject_label=label.value if isinstance(label, Literal) else "",
        )
