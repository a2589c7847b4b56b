"""What is marked in a text, and where: code points of the NFC text, start included and end not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kzgraph.model import Span


@dataclass(frozen=True)
class Named:
    """Things of ours that a name may mean; none for a name that we do not know."""

    things: tuple[str, ...]


@dataclass(frozen=True)
class Dated:
    """A time as years, months or days; ``last`` of a period, both empty where nobody can tell.

    ``relative`` tells that it is counted from the date of the document.
    """

    first: str
    last: str = ""
    relative: bool = False


@dataclass(frozen=True)
class Measured:
    """An amount (``money``) or a quantity: ``2.5`` or ``80..90``, its unit, the local name of a hedge."""

    numbers: str
    unit: str
    hedge: str
    money: bool


@dataclass(frozen=True)
class Quoted:
    """Words in quotation marks, with those who say them: things, and the words that name them."""

    speakers: tuple[str, ...]
    named: Span | None


@dataclass(frozen=True)
class Mark:
    """Something in a text, and where it stands."""

    span: Span
    said: Named | Dated | Measured | Quoted

    @property
    def kind(self) -> str:
        """One of: entity, name, date, amount, quantity, quotation."""
        match self.said:
            case Named(things):
                return "entity" if things else "name"
            case Dated():
                return "date"
            case Measured(money=money):
                return "amount" if money else "quantity"
            case Quoted():
                return "quotation"


@dataclass(frozen=True)
class Marked:
    """A text with its sentences, the base forms of the words in each, and its marks by position."""

    text: str
    sentences: tuple[Span, ...]
    lemmas: tuple[frozenset[str], ...]
    marks: tuple[Mark, ...]

    def within(self, span: Span) -> list[Mark]:
        """Return the marks that lie in a stretch of the text."""
        return [mark for mark in self.marks if inside(mark.span, span)]


def inside(inner: Span, outer: Span) -> bool:
    """Tell whether one stretch lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two stretches share a code point."""
    return one.start < other.end and other.start < one.end


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks by position, the longer of two that begin together first."""
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind)))


def longest(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield the marks that overlap with none before them that is longer."""
    kept: list[Span] = []
    for mark in sorted(marks, key=lambda one: one.span.start - one.span.end):
        if not any(overlap(mark.span, other) for other in kept):
            kept.append(mark.span)
            yield mark
