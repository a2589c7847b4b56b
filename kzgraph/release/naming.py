"""The names and classes of things, read from the lines of a build as names.rq and types.rq read them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kzgraph.identifiers import THINGS
from kzgraph.lines import telling
from kzgraph.names import Name, Typing, kind_of
from kzgraph.rdf import Literal, term_of
from kzgraph.vocab import RDF_TYPE, SKOS

_PREFERRED: Final = SKOS + "prefLabel"
_SCHEMES: Final = THINGS + "scheme/"


def names_in(lines: Path) -> Iterator[Name]:
    """Yield every name of every entity and concept."""
    for prop in (_PREFERRED, SKOS + "altLabel"):
        for thing, spelled in telling(lines, prop):
            name = term_of(spelled)
            if _is_named(thing) and isinstance(name, Literal):
                kind = kind_of(name.value, preferred=prop == _PREFERRED)
                yield Name(thing, name.value, name.language, kind)


def types_in(lines: Path) -> Iterator[Typing]:
    """Yield the classes of every entity and concept that has a preferred name, as they are stated."""
    named = {thing for thing, _ in telling(lines, _PREFERRED) if _is_named(thing)}
    for thing, spelled in telling(lines, RDF_TYPE):
        if thing in named and spelled.startswith("<"):
            yield Typing(thing, spelled[1:-1])


def _is_named(thing: str) -> bool:
    return thing.startswith(THINGS) and not thing.startswith(_SCHEMES)
