"""Agreements, and sets of agreements that are told of together."""

from dataclasses import dataclass

from kzgraph.model.amounts import Amount
from kzgraph.model.stages import LifeCycle, StageReached
from kzgraph.model.stated import StatedAmount
from kzgraph.model.statements import LeftOut, Statement
from kzgraph.model.values import Value


@dataclass(frozen=True)
class AgreementSummary:
    """An agreement, or a counted set of them, in a list.

    ``number`` counts the agreements of a set. ``latest_stage`` is the furthest that is asserted.
    ``claims`` and ``sources`` are those behind this line.
    """

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    is_set: bool
    signatories: tuple[Value, ...]
    sectors: tuple[Value, ...]
    number: int | None
    value: Amount | None
    latest_stage: str | None
    latest_date: str | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """An agreement or a set: parties, sectors, value, life cycle, each with its claims.

    ``starts`` and ``ends`` bound the time that the agreement is for. ``part_of`` names sets and
    initiatives, ``members`` the agreements of a set. ``others`` is what else is said of it.
    """

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    is_set: bool
    names: dict[str, str]
    description: dict[str, str]
    signatories: tuple[Statement, ...]
    sectors: tuple[Statement, ...]
    topics: tuple[Statement, ...]
    number: tuple[Statement, ...]
    value: tuple[StatedAmount, ...]
    starts: tuple[Statement, ...]
    ends: tuple[Statement, ...]
    signed_during: tuple[Statement, ...]
    part_of: tuple[Statement, ...]
    members: tuple[Statement, ...]
    stages: tuple[StageReached, ...]
    latest_stage: str | None
    others: tuple[Statement, ...]
    documents: tuple[Value, ...]
    left_out: LeftOut
    life_cycle: LifeCycle
