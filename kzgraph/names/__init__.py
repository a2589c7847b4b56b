"""Finding things by name, whatever the spelling, the script or the typing slip."""

from kzgraph.names.build import build_index
from kzgraph.names.complete import Completer
from kzgraph.names.fold import fold
from kzgraph.names.follow import Naming, change_index
from kzgraph.names.highlight import highlights
from kzgraph.names.index import NameIndex
from kzgraph.names.model import Features, Kind, Match, Name, Scored, Typing, kind_of
from kzgraph.names.score import score

__all__ = [
    "Completer",
    "Features",
    "Kind",
    "Match",
    "Name",
    "NameIndex",
    "Naming",
    "Scored",
    "Typing",
    "build_index",
    "change_index",
    "fold",
    "highlights",
    "kind_of",
    "score",
]
