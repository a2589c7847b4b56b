"""What goes into the index of names and what comes out of it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["pref", "alt", "acronym"]
Why = Literal["exact", "folded", "prefix", "words", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing. ``language`` is a BCP 47 tag, or None for a name of no language.

    An acronym is found only when it is given whole; the other kinds also by a part of them.
    """

    iri: str
    text: str
    language: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found: its best matching name, a score from 0 to 1, and why it matched.

    ``exact``   the same text, letter case and spacing aside (score 1)
    ``folded``  the same text once folded: another script, transliteration or legal form
    ``words``   every word of the query is a word of the name, in any order
    ``prefix``  the same, and the last word of the query is the beginning of a word
    ``fuzzy``   the same, but for a typing slip or two
    """

    iri: str
    name: str
    language: str | None
    score: float
    why: Why
