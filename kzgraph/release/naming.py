"""The names and classes of things, read from the lines of a build as names.rq and types.rq read them."""

from collections.abc import Iterator
from typing import Final

from kzgraph.identifiers import THINGS
from kzgraph.lines import Said, Things
from kzgraph.names import Name, Typing, kind_of
from kzgraph.statements.spelled import is_iri, literal_in
from kzgraph.vocab import RDF_TYPE, SKOS

_PREFERRED: Final = SKOS + "prefLabel"
_OTHER: Final = SKOS + "altLabel"
_SCHEMES: Final = THINGS + "scheme/"


def names_in(things: Things, types: list[Typing]) -> Iterator[Name]:
    """Yield every name of every entity and concept.

    Adds the classes, as they are stated, of those that have a preferred name: the lines are read once.
    """
    for iri, said in things.having(_PREFERRED, _OTHER):
        if iri.startswith(THINGS) and not iri.startswith(_SCHEMES):
            if _PREFERRED in said:
                types += [Typing(iri, one[1:-1]) for one in said.spelled(RDF_TYPE) if is_iri(one)]
            yield from _names(iri, said)


def _names(iri: str, said: Said) -> Iterator[Name]:
    for prop in (_PREFERRED, _OTHER):
        for spelled in said.spelled(prop):
            if name := literal_in(spelled):
                kind = kind_of(name.text, preferred=prop == _PREFERRED)
                yield Name(iri, name.text, name.language or None, kind)
