"""What goes into the index of names and what comes out of it."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Kind = Literal["pref", "alt", "acronym"]
Why = Literal["exact", "folded", "prefix", "words", "fuzzy"]

_LONGEST_ACRONYM: Final = 6


class Name(NamedTuple):
    """A name of a thing. ``language`` is a BCP 47 tag, or None for a name of no language.

    An acronym is found only when it is given whole; the other kinds also by a part of them.
    """

    iri: str
    text: str
    language: str | None
    kind: Kind


class Typing(NamedTuple):
    """That a thing is of a class, as somebody stated it; both are IRIs."""

    thing: str
    class_iri: str


class Features(NamedTuple):
    """What speaks for a match, each from 0 to 1; the names of the fields are their ids.

    ``exact``     the same text, letter case and spacing aside
    ``folded``    the same text once folded
    ``words``     share of the query's words that are words of the name
    ``prefix``    1 where the name begins with the query
    ``slips``     1 where nothing is mistyped, less with each wrong letter
    ``acronym``   1 where the name is an acronym
    ``share``     share of the name's letters that the query covers
    ``language``  1 where the name is of the language asked for, or none was
    ``kind``      1 for a preferred name, 0.5 for another
    """

    exact: float
    folded: float
    words: float
    prefix: float
    slips: float
    acronym: float
    share: float
    language: float
    kind: float


@dataclass(frozen=True, slots=True)
class Scored:
    """How surely a query gives one name, and why.

    ``certain``: as far as the two texts tell, no person has to look. Whether another thing bears
    the name too, they do not tell; ``Match.sure`` does.
    """

    score: float
    why: Why
    certain: bool
    features: Features


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found: its best matching name, a score from 0 to 1, and why it matched.

    ``exact``   the same text, letter case and spacing aside (score 1)
    ``folded``  the same text once folded: another script, transliteration or legal form
    ``words``   every word of the query is a word of the name, in any order
    ``prefix``  the same, and the last word of the query is the beginning of a word
    ``fuzzy``   the same, but for a typing slip or two

    ``sure``: the name is certain, and no other thing that was asked among bears it.
    """

    iri: str
    name: str
    language: str | None
    score: float
    why: Why
    sure: bool = False
    features: Features | None = None


def kind_of(text: str, *, preferred: bool) -> Kind:
    """Tell the kind of a name: a short one in capitals that is not preferred is an acronym."""
    if preferred:
        return "pref"
    return "acronym" if text.isupper() and len(text) <= _LONGEST_ACRONYM else "alt"
