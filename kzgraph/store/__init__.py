"""Stores: one small interface, one file per backend.

``kzgraph.store.remote`` is imported by whoever needs it: a worker process does without HTTP.
"""

from kzgraph.store.base import Result, Row, Store
from kzgraph.store.bounds import Bounds
from kzgraph.store.embedded import EmbeddedStore

__all__ = ["Bounds", "EmbeddedStore", "Result", "Row", "Store"]
