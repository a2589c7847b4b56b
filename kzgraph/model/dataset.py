"""The graphs that a query sees."""

from dataclasses import dataclass

DEFAULT_GRAPH = "urn:x-rdflib:default"
"""The name that rdflib has for the default graph."""


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query sees: IRIs, of which the default graph is merged, and of named ones.

    ``DEFAULT_GRAPH`` among the first means the stored default graph.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
