"""How surely an item is a thing of ours, and why. A score orders proposals; it never accepts one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kzgraph.linking.model import COUNTRY, DATES, IDENTIFIERS, Facts, Ours, Theirs
from kzgraph.names import Name, score

_WEIGHTS: Final = {"names": 0.5, "type": 0.2, "country": 0.2, "dates": 0.1}
"""What each feature weighs while no identifier decides; they make one together."""
_UNKNOWN: Final = 0.5
"""What a feature counts that cannot be compared."""
_IDENTIFIED: Final = 0.99
_OTHERWISE_IDENTIFIED: Final = 0.2
"""Scores where an identifier decides: the same one, or another of the same kind."""
_ALIAS: Final = 0.95
"""An alias says a little less than the label."""
_YEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """A score from 0 to 1, the features that it is made of (those that can be told), and why."""

    score: float
    features: dict[str, float]
    reasons: tuple[str, ...]


def compare(ours: Ours, theirs: Theirs) -> Scored:
    """Compare names, type, country, years and identifiers; an identifier decides."""
    told = list(_features(ours, theirs))
    features = {name: value for name, value, _ in told}
    whole = sum(weight * features.get(name, _UNKNOWN) for name, weight in _WEIGHTS.items())
    if "identifiers" in features:
        whole = _IDENTIFIED if features["identifiers"] else min(whole, _OTHERWISE_IDENTIFIED)
    return Scored(round(whole, 3), features, tuple(reason for _, _, reason in told))


def _features(ours: Ours, theirs: Theirs) -> Iterator[tuple[str, float, str]]:
    yield _names(ours, theirs)
    if theirs.fits is not None:
        fitting = "fits" if theirs.fits == 1 else "fits a wider class of ours"
        yield "type", theirs.fits, f"type {', '.join(theirs.types) or 'of theirs'} {fitting}"
    yield from _agreeing("country", ours.facts, theirs.facts, COUNTRY)
    yield from _agreeing("dates", _years(ours.facts), _years(theirs.facts), DATES)
    yield from _agreeing("identifiers", ours.facts, theirs.facts, IDENTIFIERS)


def _names(ours: Ours, theirs: Theirs) -> tuple[str, float, str]:
    """Compare each name of ours with each of theirs; the best pair counts."""
    pairs = [
        (found * (1 if at == 0 else _ALIAS), mine.text, name, "label" if at == 0 else "alias")
        for at, name in enumerate(theirs.names)
        for mine in ours.names
        if (found := _alike(name, mine))
    ]
    if not pairs:
        return "names", 0.0, "no name is alike"
    best = max(pairs, key=lambda pair: pair[0])
    return "names", round(best[0], 3), f"our name {best[1]!r} gives the {best[3]} {best[2]!r}"


def _alike(theirs: str, ours: Name) -> float:
    found = score(theirs, ours)
    return found.score if found else 0.0


def _agreeing(
    feature: str, ours: Facts, theirs: Facts, properties: Iterable[str]
) -> Iterator[tuple[str, float, str]]:
    """Yield whether the values of some properties agree; nothing where one side has none.

    Identifiers and dates are compared property by property, countries all together: what we call
    the seat may be their country or their citizenship.
    """
    together = [tuple(properties)] if feature == "country" else [(name,) for name in properties]
    shared: list[tuple[tuple[str, ...], frozenset[str]]] = []
    parted: list[tuple[tuple[str, ...], frozenset[str]]] = []
    for group in together:
        mine, other = (_values(facts, group) for facts in (ours, theirs))
        if mine and other:
            (shared if mine & other else parted).append((group, mine & other or other))
    for value, found, word in ((1.0, shared, "agrees"), (0.0, parted, "differs")):
        if found:
            said = "; ".join(f"{'/'.join(group)} {_short(values)}" for group, values in found)
            yield feature, value, f"{feature} {word}: {said}"
            return


def _values(facts: Facts, properties: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(facts.get(name, frozenset()) for name in properties))


def _years(facts: Facts) -> Facts:
    """Keep the years of dates: theirs of the precision of a year are written as the first of January."""
    return {
        name: frozenset(value[:_YEAR] for value in facts[name] if value[:_YEAR].isdigit())
        for name in DATES
        if name in facts
    }


def _short(values: Iterable[str]) -> str:
    return ", ".join(sorted(value.rpartition("/")[2] for value in values))
