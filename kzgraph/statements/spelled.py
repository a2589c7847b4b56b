"""Terms as canonical N-Triples spell them: an index is made of texts, and objects take longer."""

from functools import lru_cache
from typing import NamedTuple

from kzgraph.dates import interval, is_partial_date
from kzgraph.identifiers import compact, slug_of
from kzgraph.rdf import Literal, term_of, text_of
from kzgraph.vocab import XSD


class Parts(NamedTuple):
    """A literal: its lexical form, its language or an empty text, its datatype where it is typed."""

    text: str
    language: str
    datatype: str | None


def literal_in(spelled: str) -> Parts | None:
    """Return the parts of a literal; None for another term."""
    if not spelled.startswith('"'):
        return None
    text, _, tail = spelled[1:].rpartition('"')
    if "\\" in text or "--" in tail:  # to be unescaped, or with a direction of writing
        return _parsed(spelled)
    if tail.startswith("^^"):
        return Parts(text, "", tail[3:-1])
    return Parts(text, tail[1:], None)


def _parsed(spelled: str) -> Parts | None:
    term = term_of(spelled)
    if not isinstance(term, Literal):
        return None
    if term.language is not None:
        return Parts(term.value, term.language, None)
    datatype = term.datatype.value
    return Parts(term.value, "", None if datatype == XSD + "string" else datatype)


def text_in(spelled: str) -> str:
    """Return the IRI or the lexical form of a term."""
    if spelled.startswith('"') and "\\" not in spelled:
        return spelled[1 : spelled.rindex('"')]
    if is_iri(spelled):
        return spelled[1:-1]
    literal = literal_in(spelled)
    return literal.text if literal else text_of(term_of(spelled))


def is_iri(spelled: str) -> bool:
    """Tell an IRI from a literal, a blank node and a quoted triple."""
    return spelled.startswith("<") and not spelled.startswith("<<")


def short(spelled: str) -> str:
    """Return a term in the short form that people read; a literal as it is spelled."""
    return spelled if spelled.startswith('"') else compact(text_in(spelled))


@lru_cache(maxsize=1024)
def code(spelled: str) -> str:
    """Return the last step of an IRI: the name of one of few things, such as a modality."""
    return slug_of(text_in(spelled))


@lru_cache(maxsize=16_384)
def edges(spelled: str) -> tuple[str, str] | None:
    """Return the first and the last day that a date covers, in ISO form; None for what is no date."""
    literal = literal_in(spelled)
    if literal is None or not is_partial_date(literal.datatype or ""):
        return None
    try:
        days = interval(literal.text, literal.datatype or "")
    except ValueError:  # plain datasets and unvalidated writes may hold a day that no calendar has
        return None
    return days.first.isoformat(), days.last.isoformat()
