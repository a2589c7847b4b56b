"""Anyone's SPARQL, evaluated in worker processes that can be killed."""

from kzgraph.engine.engine import Engine
from kzgraph.engine.pool import EngineLimits, warm_up
from kzgraph.store import Result

__all__ = ["Engine", "EngineLimits", "Result", "warm_up"]
