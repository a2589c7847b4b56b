"""Completing a name that somebody types."""

from kzgraph.model.search import Suggestion, Suggestions
from kzgraph.names import Match, highlights
from kzgraph.names.complete import MOST
from kzgraph.names.score import LONGEST_QUERY
from kzgraph.read.graph import Graph
from kzgraph.read.shown import members, show


def suggest(
    graph: Graph,
    typed: str,
    language: str | None = None,
    type_name: str | None = None,
    limit: int = MOST,
) -> Suggestions:
    """Return the entities that may be meant by what was typed, at most ten, the likeliest first.

    Names of every language and script count; labels are in ``language``, or else in English.
    ``type_name`` keeps things of a class. Raises ``BadRequestError`` for a class that there is not.
    """
    among = members(graph, type_name) if type_name is not None else None
    tag = (language or "en").lower().partition("-")[0]
    matches = graph.completer.complete(typed, language=tag, among=among, limit=limit)
    return Suggestions(tuple(_suggestion(graph, typed, match, language) for match in matches))


def _suggestion(graph: Graph, typed: str, match: Match, language: str | None) -> Suggestion:
    shown = show(graph, match.iri, language)
    return Suggestion(
        id=shown.id,
        iri=shown.iri,
        label=shown.label,
        types=shown.types,
        name=match.name,
        language=match.language,
        highlights=highlights(typed[:LONGEST_QUERY], match.name),
        why=match.why,
    )
