"""What queries may take."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kzgraph.store import Bounds

if TYPE_CHECKING:
    # Not needed in a worker, and pydantic takes longer to import than all the rest.
    from kzgraph.settings import Settings


@dataclass(frozen=True)
class EngineLimits:
    """What queries may take: seconds, MiB a worker, rows and bytes an answer, queries that wait."""

    workers: int = 2
    deadline: float = 10.0
    memory: int = 2048
    max_result_rows: int = 1_000_000
    max_result_bytes: int = 67_108_864
    max_waiting: int = 64

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """Take over what the operator set."""
        return cls(
            workers=settings.query_workers,
            deadline=settings.deadline,
            memory=settings.memory,
            max_result_rows=settings.max_result_rows,
            max_result_bytes=settings.max_result_bytes,
            max_waiting=settings.max_waiting,
        )

    @property
    def bounds(self) -> Bounds:
        """How large an answer may be."""
        return Bounds(self.max_result_rows, self.max_result_bytes)
