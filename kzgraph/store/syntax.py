"""What Oxigraph's parser says of a query, and our prefixes that a query may use."""

import re

import pyoxigraph

from kzgraph.errors import QuerySyntaxError
from kzgraph.identifiers import BASE
from kzgraph.vocab import PREFIXES

_PREFIXES = tuple((name, iri, f"{name}:") for name, iri in PREFIXES.items())
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PARSER_PLACE = re.compile(r"at line (\d+)(?: between columns| column) (\d+)")


def prefixes_in(query: str) -> dict[str, str]:
    """Return our prefixes that a query may use: all of them would take as long as a cheap query."""
    return {name: iri for name, iri, used in _PREFIXES if used in query}


def syntax_error(exc: SyntaxError) -> QuerySyntaxError:
    """Oxigraph tells the place in the text of its message; take it out of there."""
    text = exc.msg or str(exc)
    match = _PLACE.match(text)
    if match:
        # The parser lists every character class that it would take after the words; leave those out.
        words = match[3].strip().split(", [")[0]
        return QuerySyntaxError(words, int(match[1]), int(match[2]))
    place = _PARSER_PLACE.search(text)
    return QuerySyntaxError(text, int(place[1]), int(place[2])) if place else QuerySyntaxError(text)


def check_syntax(query: str) -> None:
    """Raise ``QuerySyntaxError`` where Oxigraph would; but for ASK nothing is evaluated."""
    try:
        pyoxigraph.Store().query(query, base_iri=BASE, prefixes=prefixes_in(query))
    except SyntaxError as exc:
        raise syntax_error(exc) from exc
