"""Finding things by name, whatever the spelling, the script or the typing slip."""

from kzgraph.names.build import build_index
from kzgraph.names.fold import fold
from kzgraph.names.index import NameIndex
from kzgraph.names.model import Kind, Match, Name

__all__ = ["Kind", "Match", "Name", "NameIndex", "build_index", "fold"]
