"""What the documents of a release can be filtered by: their publishers and their languages."""

from dataclasses import dataclass
from typing import Final

from kzgraph.model import Value
from kzgraph.read.graph import Graph

MOST: Final = 200
"""Publishers that are offered at the most, those of the most documents."""

_PUBLISHERS: Final = """SELECT publisher, COUNT(*) FROM document_publisher
    GROUP BY publisher
    ORDER BY COUNT(*) DESC, (SELECT text FROM term WHERE id = publisher) LIMIT :most"""
_LANGUAGES: Final = """SELECT lower(language), COUNT(*) FROM document_language
    GROUP BY lower(language) ORDER BY COUNT(*) DESC, language"""


@dataclass(frozen=True)
class SourceChoices:
    """Publishers, and languages by their tags, each with the number of its documents."""

    publishers: tuple[tuple[Value, int], ...]
    languages: tuple[tuple[str, int], ...]


def source_choices(graph: Graph) -> SourceChoices:
    """Return what ``SourceFilter`` can usefully be given."""
    found = graph.statements.rows(_PUBLISHERS, {"most": MOST})
    terms = graph.statements.terms(number for number, _ in found)
    publishers = tuple((terms[number], count) for number, count in found)
    return SourceChoices(publishers, tuple(graph.statements.rows(_LANGUAGES)))
