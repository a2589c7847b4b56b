"""What a search finds, and how a name being typed may go on."""

from dataclasses import dataclass
from typing import Literal

from kzgraph.model.page import Page
from kzgraph.model.values import Span, Value


@dataclass(frozen=True)
class EntityHit:
    """An entity that a query names.

    ``label`` and ``description`` are in the language asked for, or else in English. ``text`` is the
    name that was found, ``highlights`` are its parts that the query gives, and ``why`` tells how:
    ``exact``, ``folded`` (another script, transliteration or legal form), ``words``, ``prefix``, or
    ``fuzzy`` (a typing slip). ``score`` goes from 0 to 1.
    """

    kind: Literal["entity"]
    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    description: str | None
    text: str
    language: str | None
    highlights: tuple[Span, ...]
    why: Literal["exact", "folded", "words", "prefix", "fuzzy"]
    score: float


@dataclass(frozen=True)
class ClaimHit:
    """A claim whose paraphrase holds what was asked for: all the words of the query, or some.

    ``text`` is the paraphrase. ``score`` is that of BM25, the higher the better; it compares with
    those of claims for the same query, and with nothing else.
    """

    kind: Literal["claim"]
    id: str
    iri: str
    subject: Value
    predicate: Value
    object: Value
    modality: str
    text: str
    language: str
    highlights: tuple[Span, ...]
    why: Literal["all_words", "some_words"]
    score: float


@dataclass(frozen=True)
class SearchPage(Page[EntityHit | ClaimHit]):
    """Entities, the surest first, then claims, the best first.

    ``total_is`` says whether ``total`` is the number of all, or whether there may be more entities.
    ``left_out`` counts claims.
    """

    # Told again: pydantic reads no type arguments of a base.
    items: tuple[EntityHit | ClaimHit, ...]
    total_is: Literal["exact", "at_least"] = "exact"


@dataclass(frozen=True)
class Suggestion:
    """An entity that may be meant by what was typed so far.

    ``label`` is in the language asked for, or else in English; ``name`` is the name that begins as
    typed, in any language, and ``highlights`` are the parts of it that were typed.
    """

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    name: str
    language: str | None
    highlights: tuple[Span, ...]
    why: Literal["exact", "folded", "words", "prefix", "fuzzy"]


@dataclass(frozen=True)
class Suggestions:
    """What may be meant, the likeliest first: whole names, then beginnings, then words inside.

    Among equals, what documents say more about comes first.
    """

    items: tuple[Suggestion, ...]
