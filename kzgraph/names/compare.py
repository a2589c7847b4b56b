"""The judgement: does a query name this thing, how surely, and why.

The index brings candidates generously; only what stands here decides. Scores are made so that the
reasons keep their order: exact 1, folded .95, words up to .9, prefix up to .85, fuzzy up to .7.
"""

from collections import Counter
from functools import lru_cache
from typing import Final, NamedTuple

from kzgraph.identifiers import split_thing
from kzgraph.names.model import Name, Why
from kzgraph.names.reading import Reading
from kzgraph.names.typos import one_slip, slips

SHORTEST = 3
"""Letters that a query needs to be looked for inside names, and not only at their start."""

SURE: Final = 0.95
"""Score from which the whole name is given: exact or folded."""

MOST_SLIPS = 2
_COMPLETE = 5
"""Letters of a lone word that begins no word which has one consonant more: Katco is not Katcon.

With fewer letters somebody is still typing; with more, hardly any other name is meant.
"""
LEAST_SHARE = 1 / 3
"""Share of a name that a mistyped query must cover: "Franco" in a long name is not France."""
JOINED = 8
"""Letters that two names need to be compared across spaces with a slip between them."""


class Comparison(NamedTuple):
    """What comparing a query with a name gave; ``slips`` are letters that were mistyped."""

    score: float
    why: Why
    slips: int = 0


_EXACT: Final = Comparison(1.0, "exact")
_FOLDED: Final = Comparison(SURE, "folded")
_INITIALS: Final = 0.7
_LONGEST_INITIAL: Final = 2
"""Letters of an initial once folded: Ж. is zh."""
_LOOSELY: Final = Comparison(0.8, "words")


def compare(query: Reading, name: Name, target: Reading) -> Comparison | None:
    """Return score and reason of the best way in which the query gives the name, or None."""
    kind = _kind(name.iri) if query.persons_only else "person"
    if kind not in {"person", None}:
        return None
    if query.plain and query.plain == target.plain:
        return _EXACT
    if query.key == target.key:
        # Of a thing that is not ours, nobody knows here whether it is a person.
        return _LOOSELY if query.loose or kind is None else _FOLDED
    if name.kind == "acronym" or kind is None:
        return None
    if _gives_initials(query.folded, target.folded) and _kind(name.iri) in {"person", None}:
        return Comparison(_INITIALS, "prefix")
    return _in_part(query, target)


def _kind(iri: str) -> str | None:
    """Return the kind of a thing of ours, such as ``person``; None for other things."""
    thing = split_thing(iri)
    return thing[0] if thing else None


def _in_part(query: Reading, target: Reading) -> Comparison | None:
    share = min(1.0, len(query.key) / len(target.key))
    long_enough = len(query.key) >= SHORTEST
    if long_enough and query.folded and _holds(target.folded, query.folded):
        return Comparison(0.6 + 0.3 * share, "words")
    if _begins(query.folded, target.folded) or _begins(query.bare, target.bare):
        return Comparison(0.55 + 0.3 * share, "prefix")
    count = _slips_in(query, target) if long_enough else None
    if count is None or share < LEAST_SHARE:
        return None
    return Comparison(0.4 + 0.3 * share * (1 - count / len(query.key)), "fuzzy", count)


@lru_cache(maxsize=1024)
def initials_of(query: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of "K.-J. Tokayev" that may be initials; none where there is no other word."""
    initials = tuple(word for word in query if len(word) <= _LONGEST_INITIAL)
    return initials if len(initials) < len(query) else ()


def _gives_initials(query: tuple[str, ...], target: tuple[str, ...]) -> bool:
    initials = initials_of(query)
    if not initials:
        return False
    left = list(target)
    for word in query:
        begun = [w for w in left if w == word or (word in initials and w.startswith(word))]
        if not begun:
            return False
        left.remove(begun[0])
    return any(word not in target for word in initials)


def _holds(words: tuple[str, ...], some: tuple[str, ...]) -> bool:
    """Tell whether words are among others, each as often as it comes."""
    if len(set(some)) == len(some):
        return set(words).issuperset(some)
    return Counter(some) <= Counter(words)


def _begins(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether the words begin a name: the last may be unfinished, the others are in it.

    One short beginning has to begin the name itself.
    """
    if not typed or not _holds(words, typed[:-1]):
        return False
    last = typed[-1]
    inside = words if len("".join(typed)) >= SHORTEST else words[:1]
    if len(typed) == 1 and len(last) == _COMPLETE:
        inside = tuple(w for w in inside if len(w) != len(last) + 1 or slips(last, w))
    return any(word.startswith(last) for word in inside)


def _slips_in(query: Reading, target: Reading) -> int | None:
    """Return the slips over all words of the query, each of which must find a word of the name."""
    if len(query.folded) != len(target.folded):
        joined = slips(query.key, target.key) if len(query.key) >= JOINED else None
        if joined == 1:
            return joined
    if _slip_in_company(query.folded, target.folded):
        return 1
    left, total = list(target.folded), 0
    for word in query.folded:
        best = min(((slips(word, other), other) for other in left), key=_fewest, default=(None, ""))
        if best[0] is None:
            return None
        total += best[0]
        left.remove(best[1])
    return total if 0 < total <= MOST_SLIPS else None


def _slip_in_company(query: tuple[str, ...], target: tuple[str, ...]) -> bool:
    """Tell whether all words are the same but one, which has a slip wherever it may be.

    The other words vouch for it: "Bokobe Nergy" is Bokobe Energy. It is no other ending, though.
    """
    if len(query) != len(target) or len("".join(query)) < JOINED:
        return False
    odd = [(word, other) for word, other in zip(query, target, strict=True) if word != other]
    return len(odd) == 1 and one_slip(*odd[0])


def _fewest(found: tuple[int | None, str]) -> tuple[int, str]:
    return (MOST_SLIPS + 1 if found[0] is None else found[0], found[1])
