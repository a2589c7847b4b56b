"""Projects and initiatives."""

from dataclasses import dataclass

from kzgraph.model.amounts import Amount
from kzgraph.model.stages import Candidacy, LifeCycle, StageReached
from kzgraph.model.stated import StatedAmount
from kzgraph.model.statements import LeftOut, Statement
from kzgraph.model.values import Value


@dataclass(frozen=True)
class ProjectSummary:
    """A project or an initiative in a list; ``latest_stage`` is the furthest that is asserted."""

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    locations: tuple[Value, ...]
    sectors: tuple[Value, ...]
    participants: tuple[Value, ...]
    capacity: Amount | None
    latest_stage: str | None
    latest_date: str | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """A project or an initiative: stages, quantities, places and parties, each with its claims.

    ``developers`` carry it out; ``candidates`` take an interest, stand on a list, or could take part.
    ``decisions`` are referendums, agreements and meetings that decide on it, concern it or discuss it.
    """

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    names: dict[str, str]
    description: dict[str, str]
    stages: tuple[StageReached, ...]
    latest_stage: str | None
    amounts: tuple[StatedAmount, ...]
    dates: tuple[Statement, ...]
    locations: tuple[Statement, ...]
    sectors: tuple[Statement, ...]
    developers: tuple[Statement, ...]
    candidates: tuple[Statement, ...]
    decisions: tuple[Statement, ...]
    others: tuple[Statement, ...]
    documents: tuple[Value, ...]
    left_out: LeftOut
    life_cycle: LifeCycle
    candidacies: tuple[Candidacy, ...]
