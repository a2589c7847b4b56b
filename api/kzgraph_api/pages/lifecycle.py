"""A life cycle as a bar: every stage in its order, those that documents tell and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kzgraph.model.stages import LifeCycle, StageTold
from kzgraph.statements.view import ASSERTED

State = Literal["reached", "said", "passed", "unknown"]


@dataclass(frozen=True)
class Step:
    """A stage and what is told of it, if anything; ``concept`` is the local name of its concept.

    ``gap`` says that a later stage is asserted, so that this one is passed as a rule.
    """

    stage: str
    concept: str
    told: StageTold | None
    gap: bool

    @property
    def state(self) -> State:
        """Tell whether a document asserts the stage, only says something of it, or neither."""
        if self.told is None:
            return "passed" if self.gap else "unknown"
        return "reached" if ASSERTED.intersection(self.told.modalities) else "said"


def steps(cycle: LifeCycle, order: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the stages that are told of, and those that such a thing passes as a rule.

    ``order`` has all stages of its kind in their order, with their concepts.
    """
    known = {told.stage: told for told in cycle.stages}
    gaps = {gap.stage for gap in cycle.gaps}
    shown = {*known, *cycle.expected}
    return tuple(
        Step(stage, concept, known.get(stage), stage in gaps)
        for stage, concept in order.items()
        if stage in shown
    )
