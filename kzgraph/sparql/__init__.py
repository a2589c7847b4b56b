"""The SPARQL protocol without HTTP: what may be evaluated, and in which form it is answered."""

from kzgraph.sparql.guard import Limits, guard
from kzgraph.sparql.media import SOLUTIONS_TYPES, TRIPLES_TYPES, Formats, negotiate

__all__ = ["SOLUTIONS_TYPES", "TRIPLES_TYPES", "Formats", "Limits", "guard", "negotiate"]
