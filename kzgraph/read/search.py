"""Finding entities by name, and claims by the words of their paraphrases."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from kzgraph.errors import BadRequestError
from kzgraph.model import Part
from kzgraph.model.search import EntityHit, SearchPage
from kzgraph.names import Match, highlights
from kzgraph.names.score import LONGEST_QUERY
from kzgraph.read import cursor as cursors
from kzgraph.read.classes import class_number
from kzgraph.read.found_claims import NONE, FoundClaims, find_claims
from kzgraph.read.graph import Graph
from kzgraph.read.shown import members, show
from kzgraph.statements import View, coverage_of
from kzgraph.statements.words import LANGUAGES, Sought, phrases_of, words_of

_SURE: Final = 0.95
"""Score from which a name is the one that is meant: then its labels are looked for in claims too."""

_LONGEST_OFFSET: Final = 9
"""Digits of a place in a list."""


@dataclass(frozen=True)
class Search:
    """What is searched for; 200 code points of the query are read.

    ``language`` keeps names of that language and of none, and paraphrases in it. ``type`` keeps
    entities of a class, and claims that speak of one. ``kind`` keeps entities or claims.
    """

    query: str
    language: str | None = None
    type: str | None = None
    kind: Literal["entity", "claim"] | None = None


def search(graph: Graph, asked: Search, view: View, part: Part) -> SearchPage:
    """Return entities and then claims, page by page. The view counts for claims.

    Raises ``BadRequestError`` for a class that there is not, and for a foreign cursor.
    """
    offset = _offset(cursors.decode(part.cursor, "search", asked, view))
    among = members(graph, asked.type) if asked.type is not None else None
    named = graph.names.find(asked.query, language=asked.language, among=among)
    matches = named.matches if asked.kind != "claim" else []
    shown = tuple(_entity(graph, asked, m) for m in matches[offset : offset + part.limit])
    claims = _spoken(graph, asked, named.matches, view)
    told = claims.told(max(0, offset - len(matches)), part.limit - len(shown))
    total, until = len(matches) + claims.total, offset + part.limit
    following = cursors.encode(str(until), "search", asked, view) if total > until else None
    complete = named.complete or asked.kind == "claim"
    return SearchPage(
        (*shown, *told),
        total,
        following,
        claims.left_out,
        coverage_of(graph.statements, view),
        "exact" if complete else "at_least",
    )


def _offset(key: str) -> int:
    if not key:
        return 0
    if not (key.isascii() and key.isdecimal() and len(key) <= _LONGEST_OFFSET):
        raise BadRequestError(
            "This cursor is none of ours; take it from `next` of the page before."
        )
    return int(key)


def _entity(graph: Graph, asked: Search, match: Match) -> EntityHit:
    shown = show(graph, match.iri, asked.language)
    return EntityHit(
        kind="entity",
        id=shown.id,
        iri=shown.iri,
        label=shown.label,
        types=shown.types,
        description=shown.description,
        text=match.name,
        language=match.language,
        highlights=highlights(asked.query[:LONGEST_QUERY], match.name),
        why=match.why,
        score=match.score,
    )


def _names_of(graph: Graph, matches: Collection[Match]) -> list[str]:
    """Return the labels of what a query surely names: Токаев stands in no paraphrase, Tokayev does."""
    sure = [match.iri for match in matches if match.score >= _SURE]
    return [show(graph, iri, language).label for iri in sure for language in LANGUAGES]


def _spoken(graph: Graph, asked: Search, matches: Collection[Match], view: View) -> FoundClaims:
    number = class_number(graph, asked.type) if asked.type is not None else None
    if asked.kind == "entity":
        return NONE
    names = phrases_of(_names_of(graph, matches))
    sought = Sought(words_of(asked.query[:LONGEST_QUERY]), names)
    return find_claims(graph.statements, graph.entities, sought, view, asked.language, number)
