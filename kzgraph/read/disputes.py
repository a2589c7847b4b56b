"""Which conflicts claims are party to, whatever a view sees of the other sides."""

import json
from collections.abc import Iterable
from typing import Final

from kzgraph.read.graph import Graph

_ASKED: Final = """SELECT DISTINCT x.name FROM conflict AS x
    JOIN conflict_claim AS party ON party.conflict = x.id JOIN claim AS c ON c.id = party.claim
    WHERE c.name IN (SELECT value FROM json_each(:claims)) ORDER BY x.status, x.name"""


def disputes_of(graph: Graph, claims: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the conflicts of some claims, given by their ids; open ones first."""
    rows = graph.statements.rows(_ASKED, {"claims": json.dumps(sorted(claims))})
    return tuple(name for (name,) in rows)
