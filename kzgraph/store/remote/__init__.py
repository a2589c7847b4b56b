"""A store in another engine, asked over the SPARQL 1.1 protocols.

``endpoint`` says where it is, ``kinds`` what each engine does its own way, ``transport`` sends and
retries, ``faults`` tells what went wrong, ``reading`` and ``places`` fit a query to the place where a
release lives in the engine; ``reader`` reads from there, and ``remote`` writes as well.
"""

from kzgraph.store.remote.endpoint import Endpoint
from kzgraph.store.remote.faults import RefusedError
from kzgraph.store.remote.places import Place
from kzgraph.store.remote.remote import RemoteStore

__all__ = ["Endpoint", "Place", "RefusedError", "RemoteStore"]
