"""Finding spans again in a text that has changed: by position and digest, never by likeness.

A span is where its digest fits: at its place, moved as the span before it has moved, or else at one
place only, near by or anywhere. Where it fits nowhere, or at several places, nobody can tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kzgraph.evidence import CitedSpan, digest, passage
from kzgraph.model import Found, Span

NEAR: Final = 500
"""Code points before and after the expected place within which one fit is enough."""


@dataclass(frozen=True)
class Anchored:
    """A cited span, where it stands in the text at hand, and how it was found."""

    cited: CitedSpan
    at: Span | None
    found: Found


def anchor(text: str, spans: Iterable[CitedSpan]) -> list[Anchored]:
    """Return where each span stands in a text, in the order of their positions.

    Takes as many digests as the text has code points for a span that fits nowhere.
    """
    anchored, shift, known = [], 0, {}
    for cited in sorted(spans, key=lambda one: (one.span.start, one.span.end, one.claim)):
        key = (cited.span, cited.sha256)
        if key not in known:
            known[key] = _place(text, cited, shift)
        at, found = known[key]
        if at is not None:
            shift = at.start - cited.span.start
        anchored.append(Anchored(cited, at, found))
    return anchored


def _place(text: str, cited: CitedSpan, shift: int) -> tuple[Span | None, Found]:
    length = cited.span.end - cited.span.start
    expected = cited.span.start + shift
    for start in (expected, cited.span.start):
        at = Span(start, start + length)
        if start >= 0 and digest(passage(text, at)) == cited.sha256:
            return at, "same" if at == cited.span else "moved"
    for first, last in ((expected - NEAR, expected + NEAR), (0, len(text))):
        starts = list(_fits(text, cited.sha256, length, range(max(first, 0), last + 1)))
        if len(starts) == 1:
            return Span(starts[0], starts[0] + length), "moved"
        if starts:
            return None, "ambiguous"
    return None, "lost"


def _fits(text: str, sha256: str, length: int, starts: range) -> Iterator[int]:
    """Yield the places at which words of a length have a digest."""
    for start in range(starts.start, min(starts.stop, len(text) - length + 1)):
        if digest(text[start : start + length]) == sha256:
            yield start
