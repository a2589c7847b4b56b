"""Stores: one small interface, one file per backend."""

from kzgraph.store.base import Answer, Row, Store
from kzgraph.store.embedded import EmbeddedStore

__all__ = ["Answer", "EmbeddedStore", "Row", "Store"]
