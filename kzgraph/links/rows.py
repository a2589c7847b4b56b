"""One row of an SSSOM table as a judgement, and the other way round."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kzgraph.links.cells import (
    NO_TERM,
    CellError,
    confidence_in,
    day_in,
    escaped,
    iri_in,
    number_text,
    several,
    verdict_of,
)
from kzgraph.links.curies import contract
from kzgraph.links.head import EVIDENCE
from kzgraph.links.model import SURE, Judgement

COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_id",
    "author_label",
    "object_source",
    "mapping_date",
    "confidence",
    "comment",
    EVIDENCE,
)
"""The columns that are read here, in the order of SSSOM; others are kept as they are."""

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s|]+\Z")
_ALWAYS: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_BARE: Final = frozenset(
    (*_ALWAYS, "predicate_modifier", "author_id", "object_source", "mapping_date", "confidence")
)
"""Columns of codes, in which spaces are slips."""


def judgement_of(row: Mapping[str, str], prefixes: Mapping[str, str]) -> Judgement:
    """Read a row: column to text. Raises ``CellError``.

    Labels, comments and what is not read keep their spaces.
    """
    row = {name: text.strip() if name in _BARE else text for name, text in row.items()}
    missing = next((name for name in _ALWAYS if not row.get(name)), None)
    if missing:
        raise CellError(missing, "is empty; every judgement has one")
    ids = {name: iri_in(name, row[name], prefixes) for name in _ALWAYS}
    confidence = confidence_in(row.get("confidence", ""))
    absent = ids["object_id"] == NO_TERM
    author, unread = _author(row, prefixes)
    source = row.get("object_source", "")
    return Judgement(
        subject=ids["subject_id"],
        predicate=ids["predicate_id"],
        object=None if absent else ids["object_id"],
        verdict=verdict_of(row.get("predicate_modifier", ""), confidence, absent=absent),
        justification=ids["mapping_justification"],
        confidence=confidence,
        evidence=several(row.get(EVIDENCE, "")),
        author=author,
        date=day_in(row.get("mapping_date", "")),
        subject_label=row.get("subject_label", ""),
        object_label=row.get("object_label", ""),
        comment=row.get("comment", ""),
        object_source=iri_in("object_source", source, prefixes) if source else "",
        extra=tuple((name, text) for name, text in row.items() if text and name in unread),
    )


def cells_of(judgement: Judgement, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Write a judgement as a row; ``prefixes`` fit all of its IRIs."""

    def curie(iri: str) -> str:
        return (contract(iri, prefixes) or "") if iri else ""

    known = _is_iri(judgement.author)
    authors = "|".join(map(curie, judgement.author.split("|"))) if known else ""
    return {
        **dict(judgement.extra),
        "subject_id": curie(judgement.subject),
        "subject_label": judgement.subject_label,
        "predicate_id": curie(judgement.predicate),
        "predicate_modifier": "Not" if judgement.verdict == "no-match" else "",
        "object_id": curie(judgement.object or NO_TERM),
        "object_label": judgement.object_label,
        "mapping_justification": curie(judgement.justification),
        **({"author_id": authors} if known else {"author_label": judgement.author}),
        "object_source": curie(judgement.object_source),
        "mapping_date": "" if judgement.date == date.min else judgement.date.isoformat(),
        "confidence": number_text(judgement.confidence),
        "comment": judgement.comment,
        EVIDENCE: "|".join(map(escaped, judgement.evidence)),
    }


def iris_of(judgement: Judgement) -> Iterable[str]:
    """Return the IRIs that a row names."""
    yield from (judgement.subject, judgement.predicate, judgement.object or NO_TERM)
    yield judgement.justification
    yield from judgement.author.split("|") if _is_iri(judgement.author) else ()
    yield from [judgement.object_source] if judgement.object_source else ()


def fault_of(judgement: Judgement) -> str | None:
    """Tell why a row would not be read back as this judgement, if so."""
    absent, confidence = judgement.object is None, judgement.confidence
    broken = next((iri for iri in iris_of(judgement) if not _IRI.match(iri)), None)
    if broken is not None:
        return f"{broken!r} is no IRI"
    modifier = "Not" if judgement.verdict == "no-match" else ""
    try:
        confidence_in(number_text(confidence))
        read = verdict_of(modifier, confidence, absent=absent)
    except CellError as exc:
        return f"{exc.column} {exc}"
    if read == judgement.verdict:
        return None
    return (
        f"a judgement with object {judgement.object} and confidence {confidence} is "
        f"{read}, not {judgement.verdict}; unsure is a confidence below {SURE}"
    )


def _author(row: Mapping[str, str], prefixes: Mapping[str, str]) -> tuple[str, set[str]]:
    """Return who judged, and the columns that are left unread."""
    unread = {name for name in row if name not in COLUMNS}
    if ids := row.get("author_id", ""):
        iris = "|".join(iri_in("author_id", part, prefixes) for part in several(ids))
        return iris, unread | {"author_label"}
    if not (label := row.get("author_label", "")):
        raise CellError("author_id", "is empty, as is author_label; say who judged")
    return label, unread


def _is_iri(text: str) -> bool:
    return re.match(r"(https?://|urn:)\S+\Z", text) is not None
