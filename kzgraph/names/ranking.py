"""From rows of the index to matches: each row judged, the best name of each thing, in order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from kzgraph.names.certain import is_certain
from kzgraph.names.compare import SURE, Comparison
from kzgraph.names.model import Kind, Match, Name
from kzgraph.names.reading import Reading
from kzgraph.names.score import best, scored

_KINDS: Final[dict[Kind, int]] = {"pref": 0, "alt": 1, "acronym": 2}
Row = tuple[Any, ...]
"""The columns of a name: iri, text, language, kind, plain, bare, folded."""


class Judged(NamedTuple):
    """A name that a reading of the query gives."""

    name: Name
    target: Reading
    way: Reading
    found: Comparison


def judged(ways: Sequence[Reading], rows: Iterable[Row]) -> list[Judged]:
    """Judge each row against each reading of a query, and keep what matches."""
    kept = []
    for row in set(rows):
        iri, text, language, kind, plain, bare, folded = row
        name = Name(iri, text, language, kind)
        target = Reading(plain, tuple(bare.split()), tuple(folded.split()), key_of(row))
        told = best(ways, name, target)
        if told is not None:
            kept.append(Judged(name, target, *told))
    return kept


def key_of(row: Row) -> str:
    """Return the key of a name, which the row does not tell."""
    return str(row[6]).replace(" ", "") or str(row[4])


def matches(
    query: str, found: Iterable[Judged], language: str | None, limit: int | None = None
) -> list[Match]:
    """Return things, the surest first, each with its best name; ``language`` is that asked for.

    Equal scores are ordered by kind of name and IRI.
    """
    things: dict[str, list[Judged]] = defaultdict(list)
    for one in sorted(found, key=_rank):
        things[one.name.iri].append(one)
    named = sum(names[0].found.score >= SURE for names in things.values())
    return [_match(query, names, language, named == 1) for names in [*things.values()][:limit]]


def _match(query: str, names: list[Judged], language: str | None, alone: bool) -> Match:
    name, target, way, found = names[0]
    asked = language is None or name.language is not None
    told = scored(query, way, found, name, target, language=asked)
    sure = alone and told.certain and (found.why == "exact" or _agreed(query, names))
    return Match(name.iri, name.text, name.language, told.score, told.why, sure, told.features)


def _agreed(query: str, names: Iterable[Judged]) -> bool:
    """Tell whether no name of a thing that is the same once folded says that another is meant."""
    return all(
        is_certain(query, way, name, found) for name, _, way, found in names if found.score >= SURE
    )


def _rank(one: Judged) -> tuple[float, int, str, str, str]:
    name = one.name
    score = -round(one.found.score, 4)
    return (score, _KINDS[name.kind], name.iri, name.text, name.language or "")
