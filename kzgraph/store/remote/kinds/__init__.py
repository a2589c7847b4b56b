"""What engines do their own way: one small file each."""

from kzgraph.store.remote.endpoint import Endpoint
from kzgraph.store.remote.kinds.generic import Generic
from kzgraph.store.remote.kinds.virtuoso import Virtuoso

__all__ = ["Generic", "kind_of"]


def kind_of(endpoint: Endpoint) -> Generic:
    """Return the manners of an engine. Oxigraph does all as SPARQL 1.1 says."""
    return Virtuoso() if endpoint.kind == "virtuoso" else Generic()
