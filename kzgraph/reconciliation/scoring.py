"""The score of a candidate, and which one is surely meant: precision goes before recall."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kzgraph.names import Kind, Match, Name, score
from kzgraph.reconciliation.model import Feature, Question
from kzgraph.reconciliation.values import AGREES

_PROPERTIES: Final = 0.3
"""Share of the properties in a score, where names are given as well."""

_UNKNOWN: Final = 0.5
"""What counts for a property of which nothing is known: neither for the thing nor against it."""

_OTHER_TYPE: Final = 0.75
"""Factor for a candidate of another type than it should have."""

_BEARS: Final = 0.95
"""Score from which a name is borne: exactly, or once folded."""

_LABELS: Final = {
    "exact": "Name exactly as given",
    "folded": "Name in another spelling or script",
    "words": "Words of the query that are in the name",
    "prefix": "Name begins with the query",
    "slips": "Nothing mistyped",
    "acronym": "Name is an acronym",
    "share": "Share of the name that the query covers",
    "language": "Name in the language asked for",
    "kind": "Preferred name",
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A thing with what speaks for it; ``agreements`` are those of the conditions, None for unknown.

    ``match`` is the best way in which its names were given, None where none was; ``by_id``: an id
    of it was given instead.
    """

    iri: str
    match: Match | None
    by_id: bool
    name: float
    agreements: tuple[float | None, ...]
    typed: bool | None

    def score(self, question: Question) -> float:
        """Return the score, from 0 to 100."""
        known = [_UNKNOWN if value is None else value for value in self.agreements]
        properties = sum(known) / len(known) if known else None
        if not question.names:
            found = properties or 0.0
        elif properties is None:
            found = self.name
        else:
            found = (1 - _PROPERTIES) * self.name + _PROPERTIES * properties
        return round(100 * found * (_OTHER_TYPE if self.typed is False else 1.0), 2)

    def features(self, ids: Sequence[str]) -> tuple[Feature, ...]:
        """Return the reasons; ``ids`` are those of the properties of the conditions."""
        told = self.match.features if self.match else None
        found = [
            Feature(f"name_{name}", _LABELS[name], round(value, 4))
            for name, value in (told._asdict() if told else {}).items()
        ]
        if self.by_id:
            found.append(Feature("id", "Identifier given", 1.0))
        if self.typed is not None:
            found.append(Feature("type", "Of a type that was asked for", float(self.typed)))
        agreed = zip(ids, self.agreements, strict=True)
        found += [
            Feature(f"property_{at}", f"Agrees in {name}", round(value, 4))
            for at, (name, value) in enumerate(agreed)
            if value is not None
        ]
        return tuple(found)


def surely(question: Question, weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the one thing that is surely meant, or None; ``weighed`` has the best first.

    Its name or its id is given for certain, nothing that was asked for speaks against it, and of
    nothing else in the list the same may be said.
    """
    possible = [one for one in weighed if _is_possible(one)]
    if len(possible) != 1 or possible[0] is not weighed[0] or not question.names:
        return None
    return possible[0] if _is_certain(question, possible[0]) else None


def _is_possible(one: Weighed) -> bool:
    borne = one.by_id or one.name >= _BEARS
    denied = any(value is not None and value < AGREES for value in one.agreements)
    return borne and one.typed is not False and not denied


def _is_certain(question: Question, one: Weighed) -> bool:
    if one.by_id or (one.match is not None and one.match.sure):
        return True
    if one.match is None:
        return False
    kind: Kind = "acronym" if one.match.features and one.match.features.acronym else "pref"
    name = Name(one.iri, one.match.name, one.match.language, kind)
    told = (score(text, name) for naming in question.names for text in naming.values)
    return any(found is not None and found.certain for found in told)
