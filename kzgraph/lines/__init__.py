"""Sorted lines of N-Triples in files: a graph of any size, read in order or by thing."""

from kzgraph.lines.said import Said
from kzgraph.lines.sorting import LineSorter, Once, merged
from kzgraph.lines.things import Things
from kzgraph.lines.told import telling

__all__ = ["LineSorter", "Once", "Said", "Things", "merged", "telling"]
