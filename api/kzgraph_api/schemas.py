"""The answers that REST alone gives; the rest are the dataclasses of ``kzgraph.model``."""

from dataclasses import dataclass

from kzgraph.model import EntitySummary, SentenceCoverage, SourceSummary
from kzgraph.search import Hit


@dataclass(frozen=True)
class Problem:
    """What went wrong, as RFC 9457 has it (``application/problem+json``)."""

    type: str
    title: str
    status: int
    detail: str
    line: int | None = None
    column: int | None = None
    reason: str | None = None
    deadline: float | None = None
    limit: int | None = None
    violations: int | None = None
    report: str | None = None


@dataclass(frozen=True)
class EntityPage:
    """Entities in the order of their IRIs; ``next`` is the ``cursor`` of the page that follows."""

    items: list[EntitySummary]
    next: str | None
    release: str


@dataclass(frozen=True)
class SearchResult:
    """Entities that a name may mean, the surest first."""

    items: list[Hit]
    release: str


@dataclass(frozen=True)
class SourceList:
    """Every document that claims were taken from."""

    items: list[SourceSummary]
    release: str


@dataclass(frozen=True)
class Source:
    """A document and how far claims cover it; positions count code points, the end not included.

    ``length`` and ``sha256`` are those of its text, and null where the text was not at hand.
    """

    source: SourceSummary
    length: int | None
    sha256: str | None
    sentences: tuple[SentenceCoverage, ...]
    release: str


@dataclass(frozen=True)
class Index:
    """What this service is, and where its parts are."""

    name: str
    version: str
    release: str
    counts: dict[str, int]
    links: dict[str, str]


@dataclass(frozen=True)
class Health:
    """Whether a check holds."""

    status: str
