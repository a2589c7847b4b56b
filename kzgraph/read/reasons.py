"""Why a statement is believed: every claim that makes it."""

from typing import Final

from kzgraph.errors import NotFoundError
from kzgraph.model import Claim
from kzgraph.read.graph import Graph
from kzgraph.statements.claims import tell_claims

_BESIDE: Final = """SELECT c.id FROM claim AS c
    WHERE c.statement = (SELECT statement FROM claim WHERE name = :name) ORDER BY c.name"""


def reasons(graph: Graph, claim_id: str) -> tuple[Claim, ...]:
    """Return the claims that make the statement of a claim, of every status and rank, by their ids.

    Raises ``NotFoundError`` where there is no such claim.
    """
    rows = graph.statements.rows(_BESIDE, {"name": claim_id})
    if not rows:
        raise NotFoundError("claim", claim_id)
    return tuple(tell_claims(graph.statements, [number for (number,) in rows]).values())
