"""The status of claims, modality and rank, and the numbers that claims of a status have."""

from itertools import product
from typing import Final

MODALITIES: Final = (
    *("Asserted", "Announced", "Planned", "Proposed"),
    *("Intended", "Estimated", "Denied", "Opinion"),
)
RANKS: Final = ("PreferredRank", "NormalRank", "DeprecatedRank")

STATUSES: Final = tuple(product(MODALITIES, RANKS))
"""Modality and rank of claims, by the number of the status: its place here."""

UNKNOWN: Final = len(STATUSES)
"""The status of a claim with any other modality or rank, which no shape allows."""

STATUS_BITS: Final = 32
"""Places by which the status stands before the rest of the number of a claim."""

_PLACES: Final = {status: place for place, status in enumerate(STATUSES)}


def claim_number(modality: str, rank: str, place: int) -> int:
    """Return the number of the claim at a place, from 1 on in the order of IRIs.

    Claims of a status are a range of numbers, so that they can be counted without being read.
    """
    return (_PLACES.get((modality, rank), UNKNOWN) << STATUS_BITS) | place
