"""Claims by their ids, several at once."""

import json
from collections.abc import Iterable
from typing import Final

from kzgraph.model import Claim
from kzgraph.read.graph import Graph
from kzgraph.statements.claims import tell_claims

_NAMED: Final = "SELECT id FROM claim WHERE name IN (SELECT value FROM json_each(:names))"


def claims_named(graph: Graph, names: Iterable[str]) -> dict[str, Claim]:
    """Return claims by their ids, in that order; an id that no claim has is left out."""
    rows = graph.statements.rows(_NAMED, {"names": json.dumps(sorted(set(names)))})
    told = tell_claims(graph.statements, [number for (number,) in rows])
    return {claim.id: claim for claim in sorted(told.values(), key=lambda claim: claim.id)}
