"""One row of an SSSOM table as a judgement, and the other way round."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from kzgraph.links.curies import contract, expand
from kzgraph.links.head import EVIDENCE
from kzgraph.links.model import SURE, Judgement, Verdict
from kzgraph.vocab import SSSOM

NO_TERM: Final = SSSOM + "NoTermFound"

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


class CellError(ValueError):
    """A cell cannot be read; ``column`` tells which."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


def judgement_of(row: Mapping[str, str], prefixes: Mapping[str, str]) -> Judgement:
    """Read a row: column to text. Raises ``CellError``.

    Labels, comments and what is not read keep their spaces.
    """
    row = {name: text.strip() if name in _BARE else text for name, text in row.items()}
    missing = next((name for name in _ALWAYS if not row.get(name)), None)
    if missing:
        raise CellError(missing, "is empty; every judgement has one")
    ids = {name: _iri(name, row[name], prefixes) for name in _ALWAYS}
    confidence = _confidence(row.get("confidence", ""))
    absent = ids["object_id"] == NO_TERM
    author, unread = _author(row, prefixes)
    source = row.get("object_source", "")
    return Judgement(
        subject=ids["subject_id"],
        predicate=ids["predicate_id"],
        object=None if absent else ids["object_id"],
        verdict=_verdict(row.get("predicate_modifier", ""), confidence, absent=absent),
        justification=ids["mapping_justification"],
        confidence=confidence,
        evidence=_several(row.get(EVIDENCE, "")),
        author=author,
        date=_date(row.get("mapping_date", "")),
        subject_label=row.get("subject_label", ""),
        object_label=row.get("object_label", ""),
        comment=row.get("comment", ""),
        object_source=_iri("object_source", source, prefixes) if source else "",
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
        "confidence": _number(judgement.confidence),
        "comment": judgement.comment,
        EVIDENCE: "|".join(map(_escaped, judgement.evidence)),
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
        _confidence(_number(confidence))
        read = _verdict(modifier, confidence, absent=absent)
    except CellError as exc:
        return f"{exc.column} {exc}"
    if read == judgement.verdict:
        return None
    return (
        f"a judgement with object {judgement.object} and confidence {confidence} is "
        f"{read}, not {judgement.verdict}; unsure is a confidence below {SURE}"
    )


def _iri(column: str, text: str, prefixes: Mapping[str, str]) -> str:
    try:
        return expand(text, prefixes)
    except ValueError as exc:
        raise CellError(column, str(exc)) from exc


def _verdict(modifier: str, confidence: Decimal | None, *, absent: bool) -> Verdict:
    if modifier not in {"", "Not"}:
        raise CellError("predicate_modifier", f"is {modifier!r}; leave it empty, or write Not")
    if absent and modifier:
        raise CellError("predicate_modifier", "means nothing beside sssom:NoTermFound; empty it")
    if absent or modifier:
        return "none-found" if absent else "no-match"
    return "unsure" if confidence is not None and confidence < SURE else "match"


def _confidence(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        raise CellError("confidence", f"is {text!r}; write a number from 0 to 1") from None
    if value is not None and not (value.is_finite() and 0 <= value <= 1):
        raise CellError("confidence", f"is {text}; write a number from 0 to 1")
    return value


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def _date(text: str) -> date:
    if not text:
        return date.min
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise CellError("mapping_date", f"is {text!r}; write the day, as 2024-11-05")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CellError("mapping_date", f"is {text}, which is no day") from None


def _author(row: Mapping[str, str], prefixes: Mapping[str, str]) -> tuple[str, set[str]]:
    """Return who judged, and the columns that are left unread."""
    unread = {name for name in row if name not in COLUMNS}
    if ids := row.get("author_id", ""):
        iris = "|".join(_iri("author_id", part, prefixes) for part in _several(ids))
        return iris, unread | {"author_label"}
    if not (label := row.get("author_label", "")):
        raise CellError("author_id", "is empty, as is author_label; say who judged")
    return label, unread


def _is_iri(text: str) -> bool:
    return re.match(r"(https?://|urn:)\S+\Z", text) is not None


def _several(text: str) -> tuple[str, ...]:
    r"""Part a cell at each ``|`` that no backslash escapes; ``\|`` and ``\\`` are themselves."""
    parts = [""]
    for piece in re.findall(r"\\[\\|]|.", text, re.DOTALL):
        if piece == "|":
            parts.append("")
        else:
            parts[-1] += piece[-1]
    return tuple(part for part in parts if part)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")
