"""Amounts with the statements that give them."""

from dataclasses import dataclass

from kzgraph.model.amounts import Amount
from kzgraph.model.statements import Statement


@dataclass(frozen=True)
class StatedAmount:
    """An amount, and the statement that gives it."""

    amount: Amount
    statement: Statement
