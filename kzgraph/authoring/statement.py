"""The statement of a claim: subject, property and object, each against what the property is for."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, TypeVar

from kzgraph.authoring.lexicon import STATEMENT_PROPERTY, Lexicon
from kzgraph.authoring.objects import Objects
from kzgraph.authoring.sheet import RowReader
from kzgraph.authoring.spelling import spelled_iri
from kzgraph.errors import BadRequestError
from kzgraph.rdf import NamedNode, Term
from kzgraph.vocab import KZ, RDF

T = TypeVar("T")

_OF_OBJECT: Final = ("object", "object_type", "object_language", "unit", "hedge")


class Statements:
    """Reads the statements of rows."""

    def __init__(self, lexicon: Lexicon, objects: Objects) -> None:
        self._lexicon, self._objects = lexicon, objects

    def read(self, row: RowReader) -> Iterator[tuple[str, Term]]:
        """Yield what a row states; what is wrong is noted in it."""
        found = _filled(row, "predicate", self._property)
        prop = found.value if found else ""
        domains = self._lexicon.domains(prop)
        subject = _filled(row, "subject", lambda text: self._thing(text, domains))
        # Without its property nobody can tell what an object may be: that fault comes first.
        value = self._object(row, prop) if prop else None
        for name, term in (("subject", subject), ("predicate", found), ("object", value)):
            if term is not None:
                yield RDF + name, term

    def _object(self, row: RowReader, prop: str) -> Term | None:
        told = {name: row[name].strip() for name in _OF_OBJECT}
        checks = {"object_type": self._objects.kind, "hedge": self._objects.hedge}
        right = [row.tried(name, partial(check, told[name])) for name, check in checks.items()]
        if None in right:
            return None
        ranges = self._lexicon.ranges(prop)
        return _filled(row, "object", lambda _: self._objects.read(told, ranges))

    def _property(self, text: str) -> NamedNode:
        iri = spelled_iri(text) or KZ + text
        if iri not in self._lexicon.known:
            iri = self._lexicon.resolve(text, "property", [STATEMENT_PROPERTY])
        if STATEMENT_PROPERTY not in self._lexicon.classes(iri):
            raise BadRequestError(f"{text!r} is no property that a claim may state")
        return NamedNode(iri)

    def _thing(self, text: str, among: set[str]) -> NamedNode:
        return NamedNode(self._lexicon.resolve(text, "thing", among))


def _filled(row: RowReader, heading: str, read: Callable[[str], T]) -> T | None:
    """Return what a cell tells that may not be empty, or note what is wrong."""
    text = row[heading].strip()
    if text:
        return row.tried(heading, partial(read, text))
    if RDF + heading not in row.further():
        row.wrong(heading, "empty; every claim states a subject, a predicate and an object")
    return None
