"""Frozen values that cross modules: what REST, the command line and later faces show."""

from kzgraph.model.claims import Claim, Evidence, Saying
from kzgraph.model.coverage import Coverage
from kzgraph.model.dataset import DEFAULT_GRAPH, Dataset
from kzgraph.model.entities import Entity, EntitySummary
from kzgraph.model.page import Page, Part
from kzgraph.model.passages import Found, Passage
from kzgraph.model.sources import SentenceCoverage, SourceSummary
from kzgraph.model.statements import LeftOut, Period, Statement
from kzgraph.model.values import Span, Value

__all__ = [
    "DEFAULT_GRAPH",
    "Claim",
    "Coverage",
    "Dataset",
    "Entity",
    "EntitySummary",
    "Evidence",
    "Found",
    "LeftOut",
    "Page",
    "Part",
    "Passage",
    "Period",
    "Saying",
    "SentenceCoverage",
    "SourceSummary",
    "Span",
    "Statement",
    "Value",
]
