"""Finding things by name, whatever the spelling, the script or the typing slip."""

from kzgraph.names.build import build_index
from kzgraph.names.complete import Completer
from kzgraph.names.fold import fold
from kzgraph.names.follow import change_index
from kzgraph.names.highlight import highlights
from kzgraph.names.index import NameIndex
from kzgraph.names.model import Kind, Match, Name

__all__ = [
    "Completer",
    "Kind",
    "Match",
    "Name",
    "NameIndex",
    "build_index",
    "change_index",
    "fold",
    "highlights",
]
