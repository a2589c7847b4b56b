"""A life cycle as a bar: every stage in its order, those that documents tell and the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kzgraph.model.stages import StageReached
from kzgraph.statements.view import ASSERTED

_ENDED: Final = frozenset({"lapsed"})
"""Stages that are shown only where they are told: most never come to them."""

State = Literal["reached", "said", "unknown"]


@dataclass(frozen=True)
class Step:
    """A stage and what is told of it, if anything; ``concept`` is the local name of its concept."""

    stage: str
    concept: str
    told: StageReached | None

    @property
    def state(self) -> State:
        """Tell whether a document asserts the stage, only says something of it, or neither."""
        if self.told is None:
            return "unknown"
        return "reached" if ASSERTED.intersection(self.told.modalities) else "said"


def steps(told: Iterable[StageReached], order: Mapping[str, str]) -> tuple[Step, ...]:
    """Return a life cycle; ``order`` has the stages in their order, with their concepts."""
    known = {reached.stage: reached for reached in told}
    return tuple(
        Step(stage, concept, known.get(stage))
        for stage, concept in order.items()
        if stage in known or stage not in _ENDED
    )
