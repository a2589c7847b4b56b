"""The SPARQL protocol without HTTP: what may be evaluated, and in which form it is answered."""

from kzgraph.model import Dataset
from kzgraph.sparql.guard import Limits, guard
from kzgraph.sparql.media import (
    SOLUTIONS_TYPES,
    TRIPLES_TYPES,
    Formats,
    choose,
    negotiate,
    wants_page,
)

__all__ = [
    "SOLUTIONS_TYPES",
    "TRIPLES_TYPES",
    "Dataset",
    "Formats",
    "Limits",
    "choose",
    "guard",
    "negotiate",
    "wants_page",
]
