"""Sentences, spans and digests: without the text, with it, and with a wrong one."""

from pathlib import Path

import pytest

from kzgraph.errors import BadRequestError
from kzgraph.evidence import (
    CitedSpan,
    SourceEvidence,
    check_positions,
    check_text,
    digest,
    passage,
    read_text,
)
from kzgraph.model import SentenceCoverage, Span

TEXT = "Un été.\nDeux étés. Fin"
FIRST, SECOND, LAST = Span(0, 7), Span(8, 18), Span(19, 22)


def evidence(
    *sentences: SentenceCoverage, spans: tuple[CitedSpan, ...] = (), length: int = len(TEXT)
) -> SourceEvidence:
    return SourceEvidence("x", length, digest(TEXT), sentences, spans)


def sentence(number: int, span: Span, *claims: str, reason: str | None = None) -> SentenceCoverage:
    return SentenceCoverage(number, span, claims, reason)


WHOLE = (
    sentence(1, FIRST, "x-001"),
    sentence(2, SECOND, reason="Rhetoric"),
    sentence(3, LAST, reason="Heading"),
)
CITED = CitedSpan("x-001", Span(3, 6), digest("été"))


def rules(found: object) -> list[str | None]:
    return [problem.rule for problem in found]  # type: ignore[attr-defined]


def test_a_covered_text_has_no_problem() -> None:
    assert rules(check_positions(evidence(*WHOLE, spans=(CITED,)))) == []
    assert rules(check_text(evidence(*WHOLE, spans=(CITED,)), TEXT)) == []


def test_a_sentence_without_claim_or_reason_is_a_problem() -> None:
    (problem,) = check_positions(evidence(WHOLE[0], sentence(2, SECOND), WHOLE[2]))
    assert problem.rule == "sentence-unexplained"
    assert "8-18" in problem.message


def test_overlapping_sentences_are_a_problem() -> None:
    found = check_positions(evidence(WHOLE[0], sentence(2, Span(5, 18), "x-002"), WHOLE[2]))
    assert rules(found) == ["sentence-overlap"]


def test_a_span_outside_of_every_sentence_is_a_problem() -> None:
    stray = CitedSpan("x-002", Span(7, 8), digest("\n"))
    assert rules(check_positions(evidence(*WHOLE, spans=(stray,)))) == ["span-outside-sentences"]


def test_words_in_no_sentence_are_a_problem() -> None:
    assert rules(check_positions(evidence(WHOLE[0], WHOLE[2]))) == ["text-not-covered"]
    assert rules(check_text(evidence(*WHOLE[:2]), TEXT)) == ["text-not-covered"]


def test_a_text_with_no_sentence_at_all_is_a_problem() -> None:
    assert rules(check_positions(evidence())) == ["text-not-covered"]


def test_a_digest_that_differs_is_a_problem() -> None:
    wrong = CitedSpan("x-001", Span(3, 6), digest("ete"))
    (problem,) = check_text(evidence(*WHOLE, spans=(wrong,)), TEXT)
    assert problem.rule == "span-digest"
    assert "x-001" in problem.message


def test_a_length_that_differs_is_a_problem() -> None:
    assert "text-length" in rules(check_text(evidence(*WHOLE, length=21), TEXT))


def test_positions_count_code_points() -> None:
    assert passage(TEXT, Span(3, 6)) == "été"


def test_only_the_very_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_text(evidence(), path) == TEXT
    path.write_text(TEXT + "\n", encoding="utf-8")
    with pytest.raises(BadRequestError, match="SHA-256"):
        read_text(evidence(), path)
    path.write_bytes(b"\xff")
    with pytest.raises(BadRequestError, match="UTF-8"):
        read_text(evidence(), path)
    with pytest.raises(BadRequestError, match="cannot be read"):
        read_text(evidence(), tmp_path / "none.txt")
