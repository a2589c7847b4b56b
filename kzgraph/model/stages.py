"""Life cycles of agreements, projects and candidates."""

from dataclasses import dataclass
from typing import Literal

from kzgraph.model.stated import StatedAmount
from kzgraph.model.statements import Period, Statement
from kzgraph.model.values import Value

AgreementStage = Literal[
    "announced", "signed", "submitted", "ratified", "in-force", "implemented", "lapsed"
]
ProjectStage = Literal[
    "proposed",
    "decided",
    "vendor-chosen",
    "designed",
    "financed",
    "under-construction",
    "operating",
]
"""The stages by which lists are filtered, in their order."""


@dataclass(frozen=True)
class StageReached:
    """A stage that claims tell of.

    ``date`` is written as the claims write it (2024, 2024-11, 2024-11-05). ``basis`` is ``stated``
    where a claim says when the stage was reached, and ``as_of`` where the date is only that of the
    document: by then it was reached. ``corroboration`` counts independent documents, ``primary``
    those of them that are primary.
    """

    stage: str
    date: str | None
    period: Period | None
    basis: str | None
    claims: tuple[str, ...]
    modalities: tuple[str, ...]
    corroboration: int
    primary: int
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Lag:
    """The days from one stage to another, at least and at most, as far as their dates tell.

    ``after`` is the stage before, of those that are asserted. ``least`` is negative where the dates
    do not settle which of the two came first.
    """

    after: str
    least: int
    most: int


@dataclass(frozen=True)
class StageTold(StageReached):
    """A stage in a life cycle.

    ``who`` signed, ratified, asked for approval, pays or is chosen. ``dates`` has every date that
    claims state, but for those that only say less precisely what another says; where there are
    several, the documents disagree. ``lag`` is there where both stages are asserted with a date
    that is stated; it heeds all dates.
    """

    who: tuple[Value, ...]
    dates: tuple[str, ...]
    lag: Lag | None


@dataclass(frozen=True)
class Gap:
    """A stage that is passed as a rule before the latest one, and that no claim asserts.

    It lies between two stages that are asserted; ``after`` is None where it is before the first.
    """

    stage: str
    after: str | None
    before: str


@dataclass(frozen=True)
class Outlook:
    """What is known after the latest stage that is asserted.

    ``latest`` is None where no stage is. ``ended`` says that no other stage is waited for; ``ahead``
    has later stages that claims tell of without asserting them; where there is neither,
    ``nothing_later`` is true. ``last_document`` is the latest that speaks of the thing, of those
    with a date, and ``known_until`` the date of the latest document of all: between the two lasts
    the silence. ``note`` says it in a sentence.
    """

    latest: str | None
    ended: bool
    nothing_later: bool
    ahead: tuple[str, ...]
    last_document: Value | None
    last_published: str | None
    known_until: str | None
    note: str


@dataclass(frozen=True)
class LifeCycle:
    """How far something has come: the stages that claims tell of, in order, and what they leave open.

    ``expected`` are the stages that such a thing passes as a rule.
    """

    stages: tuple[StageTold, ...]
    expected: tuple[str, ...]
    gaps: tuple[Gap, ...]
    outlook: Outlook


@dataclass(frozen=True)
class Candidacy:
    """An organisation that takes an interest in a project, stands on its list, or is chosen for it.

    ``ranks`` are the places that it is given among the candidates, ``ties`` is what else joins the
    two: part in the project or in a consortium that builds it, or the lead of that.
    """

    organisation: Value
    life_cycle: LifeCycle
    ranks: tuple[StatedAmount, ...]
    ties: tuple[Statement, ...]
