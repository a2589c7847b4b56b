"""The ways to read a name and a query: plain, in bare words, in folded words."""

import re
from typing import Final, NamedTuple, Self

from kzgraph.names.fold import (
    without_and,
    without_article,
    without_form,
    without_group,
    without_kind,
    without_title,
)
from kzgraph.names.letters import bare_of, folded_of, folded_words, plain

_INITIALS: Final = re.compile(r"\b[^\W\d_]\.[^\W\d_]\.\s*[^\W\d_]{3}")
_ACRONYM_BEHIND: Final = re.compile(r"\s*\([^\W\d_]{2,6}\)\s*$")


class Reading(NamedTuple):
    """A text as the comparison reads it.

    ``key`` are the folded words without spaces; the plain text where nothing can be folded. A
    reading that is ``loose`` leaves out something that may tell two things apart.
    """

    plain: str
    bare: tuple[str, ...]
    folded: tuple[str, ...]
    key: str
    persons_only: bool = False
    loose: bool = False

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a name: legal forms are dropped, titles and "group" are kept."""
        shown = plain(text)
        folded = tuple(without_and(without_form(folded_of(shown))))
        return cls(shown, tuple(bare_of(shown)), folded, "".join(folded) or shown)


def readings(query: str) -> list[Reading]:
    """Return the ways to read a query, the first as it stands.

    Without a title, with the family name behind or with initials, a person is meant: "President
    Kazakhstan" does not name the state. Without "group" and the like, an article or an acronym
    behind, it is read loosely.
    """
    whole = Reading.of(query)
    words = list(whole.folded)
    untitled = without_title(words)
    loose = [without_group(words), without_article(words), without_kind(words)]
    if query.rstrip().endswith(")"):
        loose.append(without_form(folded_words(_ACRONYM_BEHIND.sub("", query))))
    found = {whole.folded: whole}
    of_person = (untitled, _turned(query), _spread(query))
    for spelt, loosely in [*((w, False) for w in of_person), *((w, True) for w in loose)]:
        folded = tuple(spelt)
        if folded and folded not in found:
            key = "".join(folded)
            found[folded] = Reading("", (), folded, key, persons_only=not loosely, loose=loosely)
    return [*found.values()]


def _spread(query: str) -> list[str]:
    """Return the words of "K.J. Tokayev" with each initial a word of its own; none without two."""
    return folded_words(query.replace(".", " ")) if _INITIALS.search(query) else []


def _turned(query: str) -> list[str]:
    """Return the words of "Tokayev, Kassym-Jomart" in the usual order; none without one comma."""
    family, comma, given = query.partition(",")
    if not comma or "," in given:
        return []
    return without_title(folded_words(given)) + folded_words(family)
