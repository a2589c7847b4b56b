"""Documents as sources, and how far claims cover them."""

from dataclasses import dataclass

from kzgraph.model.values import Span, Value


@dataclass(frozen=True)
class SourceSummary:
    """A document as a source: what it is, and how many claims cite it.

    ``issued`` is a day, month or year, null where nobody knows it; ``date_basis`` says how it is
    known.
    """

    id: str
    iri: str
    title: str
    publishers: tuple[Value, ...]
    issued: str | None
    date_basis: str
    languages: tuple[str, ...]
    kind: str
    claims: int


@dataclass(frozen=True)
class SentenceCoverage:
    """A sentence by position, the claims whose evidence lies in it, or why there is none."""

    number: int
    span: Span
    claims: tuple[str, ...]
    no_claim: str | None


@dataclass(frozen=True)
class Source:
    """A document and how far claims cover it; positions count code points, the end not included.

    ``length`` and ``sha256`` are those of its text, and null where the text was not at hand.
    """

    source: SourceSummary
    length: int | None
    sha256: str | None
    sentences: tuple[SentenceCoverage, ...]
