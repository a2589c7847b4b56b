"""Terms as people and programs read them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """A term as people and programs read it.

    ``iri`` is set for things; ``text`` is the label of a thing or the lexical form of a literal.
    """

    text: str
    iri: str | None = None
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Span:
    """A position in a text: Unicode code points of the NFC text, end not included."""

    start: int
    end: int
