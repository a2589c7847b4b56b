"""Spans in a text that has changed: found by digest, or told."""

import pytest

from kzgraph.anchor import NEAR, anchor
from kzgraph.evidence import CitedSpan, digest
from kzgraph.model import Span

TEXT = "The first line. Ada came home. The last line, and Ada left."


def cited(words: str, text: str = TEXT, *, after: int = 0) -> CitedSpan:
    start = text.index(words, after)
    return CitedSpan("x-001", Span(start, start + len(words)), digest(words))


def place(changed: str, *spans: CitedSpan) -> list[tuple[str | None, str]]:
    return [
        (changed[one.at.start : one.at.end] if one.at else None, one.found)
        for one in anchor(changed, spans)
    ]


def test_the_same_text_has_every_span_at_its_place() -> None:
    assert place(TEXT, cited("Ada came"), cited("last")) == [("Ada came", "same"), ("last", "same")]


def test_words_that_moved_are_found() -> None:
    assert place("New. " + TEXT, cited("Ada came")) == [("Ada came", "moved")]
    assert place(TEXT.replace("The first line. ", ""), cited("left.")) == [("left.", "moved")]


def test_words_that_moved_far_are_found_where_they_are_unique() -> None:
    far = "x" * (3 * NEAR)
    assert place(far + TEXT, cited("Ada came")) == [("Ada came", "moved")]
    assert place(TEXT.replace("Ada came home. ", "") + far + "Ada came", cited("Ada came")) == [
        ("Ada came", "moved")
    ]


def test_words_that_are_gone_are_lost() -> None:
    assert place(TEXT.replace("came", "ran"), cited("Ada came")) == [(None, "lost")]
    assert place("", cited("Ada came")) == [(None, "lost")]


def test_words_at_several_places_are_not_guessed() -> None:
    changed = TEXT.replace("The first line. Ada came home.", "Once Ada came. Then Ada came.")
    assert place(changed, cited("Ada came")) == [(None, "ambiguous")]


def test_among_several_places_the_neighbours_tell() -> None:
    """All has moved by five; the second Ada is five after its old place, as what is before it."""
    second = cited("Ada", after=40)
    assert place("New. " + TEXT, cited("The last line"), second)[1] == ("Ada", "moved")
    (_, found) = anchor("New. " + TEXT, [cited("The last line"), second])
    assert found.at == Span(second.span.start + 5, second.span.end + 5)


def test_a_position_alone_is_not_believed() -> None:
    assert place(TEXT.replace("Ada came", "Eve came"), cited("Ada came")) == [(None, "lost")]


@pytest.mark.parametrize("text", ["Ada", "Ad", "é" * 5])
def test_a_shorter_text_is_no_fault(text: str) -> None:
    assert place(text, cited("and Ada left.")) == [(None, "lost")]
