"""Stores: one small interface, one file per backend."""

from kzgraph.store.base import Result, Row, Store
from kzgraph.store.bounds import Bounds
from kzgraph.store.embedded import EmbeddedStore

__all__ = ["Bounds", "EmbeddedStore", "Result", "Row", "Store"]
