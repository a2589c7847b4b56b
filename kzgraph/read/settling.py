"""What settles a conflict: the ranks of its claims, which are those of the release under any view."""

from collections.abc import Iterable
from typing import Final

from kzgraph.read.parties import Party, PartyClaims

_PREFERRED, _DEPRECATED = "PreferredRank", "DeprecatedRank"
_RESOLVED: Final = "ResolvedConflict"


def best_of(status: str, parties: Iterable[Party]) -> frozenset[int]:
    """Return the claims of the best rank in a conflict that is resolved, else none.

    That are preferred ones, or those not deprecated.
    """
    if status != _RESOLVED:
        return frozenset()
    heeded = [party for party in parties if party.rank != _DEPRECATED]
    preferred = [party for party in heeded if party.rank == _PREFERRED]
    return frozenset(party.claim for party in preferred or heeded)


def why(status: str, said: Iterable[Party], claims: PartyClaims) -> str:
    """Say in a sentence what settles a conflict: the ranks, with their reasons."""
    told = []
    for party in said:
        if party.rank in (_PREFERRED, _DEPRECATED):
            reason = claims.rank_reason(party.claim)
            rank = party.rank.removesuffix("Rank").lower()
            told.append(f"{party.name} is {rank}" + (f": {reason}" if reason else ""))
    reasons = "; ".join(told)
    if status == _RESOLVED:
        return f"Settled by rank. {reasons}" if reasons else "Settled by rank."
    if reasons:
        return f"Not settled: claims of the best rank disagree. {reasons}"
    return "Not settled: no claim is ranked above another."
