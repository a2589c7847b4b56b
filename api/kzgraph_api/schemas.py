"""The answers that REST alone gives; the rest are the dataclasses of ``kzgraph.model``."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What went wrong, as RFC 9457 has it (``application/problem+json``)."""

    type: str
    title: str
    status: int
    detail: str
    parameters: list[str] | None = None
    line: int | None = None
    column: int | None = None
    reason: str | None = None
    deadline: float | None = None
    limit: int | None = None
    violations: int | None = None
    report: str | None = None


@dataclass(frozen=True)
class ProblemKind:
    """A kind of problem: what it means, and in ``advice`` what to do about it."""

    type: str
    title: str
    status: int
    advice: str


@dataclass(frozen=True)
class ProblemKinds:
    """Every kind of problem."""

    items: tuple[ProblemKind, ...]


@dataclass(frozen=True)
class Call:
    """A call of REST; ``template`` is a URI template (RFC 6570) of its address."""

    name: str
    summary: str
    template: str


@dataclass(frozen=True)
class Calls:
    """The calls of REST, and how much the release holds."""

    name: str
    version: str
    counts: dict[str, int]
    calls: tuple[Call, ...]


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
