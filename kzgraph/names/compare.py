"""The judgement: does a query name this thing, how surely, and why.

The index brings candidates generously; only what stands here decides. Scores are made so that the
reasons keep their order: exact 1, folded .95, words up to .9, prefix up to .85, fuzzy up to .7.
"""

from dataclasses import dataclass
from typing import Self

from kzgraph.identifiers import split_thing
from kzgraph.names.fold import without_form, without_group, without_title
from kzgraph.names.letters import bare_words, folded_words, plain
from kzgraph.names.model import Name, Why
from kzgraph.names.typos import slips

SHORTEST = 3
"""Letters that a query needs to be looked for inside names, and not only at their start."""

MOST_SLIPS = 2
_COMPLETE = 5
"""Letters of a lone word that begins no word which has one consonant more: Katco is not Katcon.

With fewer letters somebody is still typing; with more, hardly any other name is meant.
"""
LEAST_SHARE = 1 / 3
"""Share of a name that a mistyped query must cover: "Franco" in a long name is not France."""
_JOINED = 8
"""Letters that two names need to be compared across spaces with a slip between them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the comparison reads it: plain, in bare words, and in folded words."""

    plain: str
    bare: tuple[str, ...]
    folded: tuple[str, ...]
    persons_only: bool = False
    group_dropped: bool = False

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a name: legal forms are dropped, titles and "group" are kept."""
        folded = tuple(without_form(folded_words(text)))
        return cls(plain(text), tuple(bare_words(text)), folded)

    @property
    def key(self) -> str:
        """The folded words without spaces; the plain text where nothing can be folded."""
        return "".join(self.folded) or self.plain


def readings(query: str) -> list[Reading]:
    """Return the ways to read a query: as it stands, without its title, without "group".

    A title says that a person is meant: "President Kazakhstan" does not name the state.
    """
    whole = Reading.of(query)
    found = [whole]
    words = list(whole.folded)
    untitled, ungrouped = tuple(without_title(words)), tuple(without_group(words))
    if untitled != whole.folded:
        found.append(Reading("", (), untitled, persons_only=True))
    if ungrouped != whole.folded:
        found.append(Reading("", (), ungrouped, group_dropped=True))
    return found


def judge(query: Reading, name: Name, target: Reading) -> tuple[float, Why] | None:
    """Return score and reason of the best way in which the query gives the name, or None."""
    if query.persons_only and not _is_person(name.iri):
        return None
    if query.plain and query.plain == target.plain:
        return 1.0, "exact"
    if query.key == target.key:
        return (0.8, "words") if query.group_dropped else (0.95, "folded")
    if name.kind == "acronym":
        return None
    return _in_part(query, target)


def _in_part(query: Reading, target: Reading) -> tuple[float, Why] | None:
    share = min(1.0, len(query.key) / len(target.key))
    long_enough = len(query.key) >= SHORTEST
    if long_enough and query.folded and _within(query.folded, target.folded):
        return 0.6 + 0.3 * share, "words"
    if _begins(query.folded, target.folded) or _begins(query.bare, target.bare):
        return 0.55 + 0.3 * share, "prefix"
    count = _slips_in(query, target) if long_enough else None
    if count is None or share < LEAST_SHARE:
        return None
    return 0.4 + 0.3 * share * (1 - count / len(query.key)), "fuzzy"


def _within(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether words are among others, each as often: names have few, and a count is quick."""
    return all(words.count(word) <= others.count(word) for word in words)


def _begins(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether the words begin a name: the last may be unfinished, the others are in it.

    One short beginning has to begin the name itself.
    """
    if not typed or not _within(typed[:-1], words):
        return False
    last = typed[-1]
    inside = words if len("".join(typed)) >= SHORTEST else words[:1]
    if len(typed) == 1 and len(last) == _COMPLETE:
        inside = tuple(w for w in inside if len(w) != len(last) + 1 or slips(last, w))
    return any(word.startswith(last) for word in inside)


def _slips_in(query: Reading, target: Reading) -> int | None:
    """Return the slips over all words of the query, each of which must find a word of the name."""
    if len(query.folded) != len(target.folded):
        joined = slips(query.key, target.key) if len(query.key) >= _JOINED else None
        if joined == 1:
            return joined
    left, total = list(target.folded), 0
    for word in query.folded:
        # A first letter is never mistyped, and most words part there.
        alike = (other for other in left if other[0] == word[0])
        best = min(
            ((slips(word, other), other) for other in alike), key=_fewest, default=(None, "")
        )
        if best[0] is None:
            return None
        total += best[0]
        left.remove(best[1])
    return total if 0 < total <= MOST_SLIPS else None


def _fewest(found: tuple[int | None, str]) -> tuple[int, str]:
    return (MOST_SLIPS + 1 if found[0] is None else found[0], found[1])


def _is_person(iri: str) -> bool:
    thing = split_thing(iri)
    return thing is not None and thing[0] == "person"
