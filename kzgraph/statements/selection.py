"""What is asked for of the index: conditions in SQL, and the tables that they speak of."""

from dataclasses import dataclass, field
from typing import Final

from kzgraph.statements.view import Values

CLAIMS: Final = "statement AS s JOIN claim AS c ON c.statement = s.id"
"""Statements ``s`` with each of their claims ``c``."""

ALONE: Final = "claim AS c"
"""Claims ``c`` without their statements."""

SOURCES: Final = f"{CLAIMS} JOIN claim_source AS d ON d.claim = c.id"
"""The same with each document of a claim; ``d`` has it and its origin."""


@dataclass(frozen=True)
class Selection:
    """What is asked for: SQL conditions on a statement ``s`` and a claim ``c``, all of which hold."""

    conditions: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)

    def where(self, *more: str) -> str:
        """Return the conditions, and some more, as one."""
        return " AND ".join((*self.conditions, *more)) or "TRUE"
