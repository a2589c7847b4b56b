"""Anyone's SPARQL, evaluated in worker processes that can be killed."""

from kzgraph.engine.engine import Engine
from kzgraph.engine.limits import EngineLimits
from kzgraph.engine.line import warm_up
from kzgraph.store import Result

__all__ = ["Engine", "EngineLimits", "Result", "warm_up"]
