"""Evidence: sentences and spans of a document, checked without and with its text at hand.

Positions count Unicode code points of the NFC text, start included and end not. Digests are the
SHA-256 of the UTF-8 bytes. No text of a document is ever stored with the data: positions and digests
are. A user may keep one in their own home (``release/texts.py``).
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kzgraph.errors import BadRequestError, NotFoundError, Problem
from kzgraph.identifiers import slug_of, thing
from kzgraph.model import SentenceCoverage, Span
from kzgraph.queries import load
from kzgraph.rdf import NamedNode, text_of, text_or_empty
from kzgraph.store import Row, Store

_LONGEST_BREAK = 4
"""Code points between two sentences that can be white space alone; more must be words."""


@dataclass(frozen=True)
class CitedSpan:
    """A span that is evidence: its digest and the claim that cites it."""

    claim: str
    span: Span
    sha256: str


@dataclass(frozen=True)
class SourceEvidence:
    """All that is known of one document's text: length, digest, sentences with claims, spans."""

    source: str
    length: int | None
    sha256: str | None
    sentences: tuple[SentenceCoverage, ...]
    spans: tuple[CitedSpan, ...]


def read_evidence(store: Store, source: str) -> SourceEvidence:
    """Return the evidence of a document. Raises ``NotFoundError`` for an unknown one."""
    try:
        bindings = {"document": NamedNode(thing("document", source))}
    except ValueError as exc:
        raise NotFoundError("source", source) from exc
    text = next(store.select(load("source_text"), bindings), None)
    if text is None:
        raise NotFoundError("source", source)
    spans = store.select(load("source_spans"), bindings)
    return evidence_of(source, text, spans, store.select(load("source_sentences"), bindings))


def evidence_of(
    source: str, text: Row, spans: Iterable[Row], sentences: Iterable[Row]
) -> SourceEvidence:
    """Return what is known of a document, given the rows of the queries ``source_*.rq``."""
    cited = tuple(map(_cited, spans))
    covered = (_covered(number, row, cited) for number, row in enumerate(sentences, start=1))
    length, sha256 = text["length"], text["sha256"]
    return SourceEvidence(
        source,
        int(text_of(length)) if length else None,
        text_of(sha256) if sha256 else None,
        tuple(covered),
        cited,
    )


def _cited(row: Row) -> CitedSpan:
    span = Span(int(text_or_empty(row["start"])), int(text_or_empty(row["end"])))
    return CitedSpan(slug_of(text_or_empty(row["claim"])), span, text_or_empty(row["sha256"]))


def _covered(number: int, row: Row, spans: Sequence[CitedSpan]) -> SentenceCoverage:
    span = Span(int(text_or_empty(row["start"])), int(text_or_empty(row["end"])))
    citing = {cited.claim for cited in spans if _overlap(cited.span, span)}
    reason = slug_of(text_or_empty(row["reason"])) if row["reason"] else None
    return SentenceCoverage(number, span, tuple(sorted(citing)), reason)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def check_positions(evidence: SourceEvidence) -> Iterator[Problem]:
    """Find what is wrong without the text: sentences that no claim explains, spans outside."""
    for sentence in evidence.sentences:
        if not sentence.claims and not sentence.no_claim:
            message = (
                f"sentence {sentence.number} ({_shown(sentence.span)}) has no claim; "
                "cite it, or give its kz:Sentence a kz:noClaim reason"
            )
            yield _problem(evidence, message, "sentence-unexplained")
    for one, other in pairwise(evidence.sentences):
        if other.span.start < one.span.end:
            message = f"sentences {one.number} and {other.number} overlap"
            yield _problem(evidence, message, "sentence-overlap")
    for gap in _gaps(evidence, evidence.length or 0):
        if gap.end - gap.start > _LONGEST_BREAK:
            yield _problem(evidence, f"{_shown(gap)} is in no sentence", "text-not-covered")
    for cited in evidence.spans:
        if not any(_overlap(cited.span, sentence.span) for sentence in evidence.sentences):
            message = f"the span {_shown(cited.span)} of {cited.claim} lies in no sentence"
            yield _problem(evidence, message, "span-outside-sentences")


def read_text(evidence: SourceEvidence, path: Path) -> str:
    """Read the text of a document. Raises ``BadRequestError`` unless it is the very text."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise BadRequestError(f"{path} cannot be read as UTF-8 text: {exc}") from exc
    if digest(text) != evidence.sha256:
        raise BadRequestError(
            f"{path} is not the text that {evidence.source} was read from: its SHA-256 is "
            f"{digest(text)}, and {evidence.sha256} is wanted."
        )
    return text


def check_text(evidence: SourceEvidence, text: str) -> Iterator[Problem]:
    """Find what is wrong with the text at hand: digests of spans, words outside of sentences."""
    if unicodedata.normalize("NFC", text) != text:
        yield _problem(evidence, "the text is not NFC, so positions are not sure", "text-nfc")
    if len(text) != evidence.length:
        message = f"kz:textLength is {evidence.length}, the text has {len(text)} code points"
        yield _problem(evidence, message, "text-length")
    for cited in evidence.spans:
        if digest(passage(text, cited.span)) != cited.sha256:
            message = f"the digest of {_shown(cited.span)} in {cited.claim} is not that of the text"
            yield _problem(evidence, message, "span-digest")
    for gap in _gaps(evidence, len(text)):
        if passage(text, gap).strip():
            yield _problem(evidence, f"{_shown(gap)} is in no sentence", "text-not-covered")


def _gaps(evidence: SourceEvidence, length: int) -> Iterator[Span]:
    """Return the stretches that stand in no sentence: coverage would not speak of them."""
    edges = [Span(0, 0), *(s.span for s in evidence.sentences), Span(length, length)]
    return (Span(before.end, after.start) for before, after in pairwise(edges))


def passage(text: str, span: Span) -> str:
    """Return the words at a position."""
    return text[span.start : span.end]


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _shown(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _problem(evidence: SourceEvidence, message: str, rule: str) -> Problem:
    return Problem(message, subject=thing("document", evidence.source), rule=rule)
