"""References and qualifiers of a statement, from the claims that support it.

A reference has the address of the document (P854), its own title (P1476), when it was published (P577)
and when we fetched it (P813). Never a quotation, and never a label that we gave it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from kzgraph.linking import v1
from kzgraph.linking.comparable import Text
from kzgraph.linking.facts import Support
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Term, text_or_empty
from kzgraph.store import Row, Store

_LEVELS: Final = frozenset({"PassageLevel", "DocumentLevel"})


@dataclass(frozen=True)
class Document:
    """What a release says of a document as a source."""

    iri: str
    rows: tuple[Row, ...]

    @classmethod
    def read(cls, store: Store, iri: str) -> "Document":
        """Read a document by its IRI."""
        return cls(iri, tuple(store.select(load("link_document"), {"document": NamedNode(iri)})))

    def comes_from(self, hosts: Iterable[str]) -> bool:
        """Tell whether it, or a document that it goes back to, was published by one of these hosts."""
        places = {self.iri, *map(text_or_empty, [*self._all("address"), *self._all("origin")])}
        names = {urlsplit(place).hostname or "" for place in places}
        return any(name == host or name.endswith(f".{host}") for name in names for host in hosts)

    @cached_property
    def reference(self) -> list[str]:
        """The fields of a reference; empty where nothing would name the document to a reader."""
        named = [*self._address(), *self._title()]
        return (
            [*named, *self._date("S577", "issued"), *self._date("S813", "retrieved")]
            if named
            else []
        )

    def _address(self) -> list[str]:
        for term in self._all("address"):
            try:
                return ["S854", v1.address(text_or_empty(term))]
            except v1.Unwritable:
                continue
        return []

    def _title(self) -> list[str]:
        """Return the title in the document's language, or the only one; it needs a language."""
        titles = [title for title in self._all("title") if isinstance(title, Literal)]
        spoken = {text_or_empty(term) for term in self._all("language")}
        for title in sorted(titles, key=lambda title: (title.language not in spoken, str(title))):
            try:
                return (
                    ["S1476", v1.text(Text(title.value, title.language))] if title.language else []
                )
            except v1.Unwritable:
                continue
        return []

    def _date(self, field: str, name: str) -> list[str]:
        dates = [term for term in self._all(name) if isinstance(term, Literal)]
        try:
            return [field, v1.moment(dates[0])] if dates else []
        except v1.Unwritable:
            return []

    def _all(self, name: str) -> list[Term]:
        return list(dict.fromkeys(term for row in self.rows if (term := row[name]) is not None))


def is_backed(support: Support) -> bool:
    """Tell whether the evidence of a claim is a passage or a document."""
    return support.level in _LEVELS


def qualifiers(supports: Sequence[Support]) -> list[str]:
    """Return P580, P582 and P585, each where the claims give one date; the more precise one counts.

    A point in time is said only where no beginning and no end is.
    """
    start = _one([support.since for support in supports])
    end = _one([support.until for support in supports])
    fields = [*_field("P580", start), *_field("P582", end)]
    if any(support.since or support.until for support in supports):
        return fields
    return _field("P585", _one([support.at for support in supports]))


def _field(name: str, literal: Literal | None) -> list[str]:
    return [name, v1.moment(literal)] if literal else []


def _one(literals: Iterable[Literal | None]) -> Literal | None:
    """Return the date that all agree on: each of the others is the same, less precise."""
    given = {literal for literal in literals if literal is not None}
    finest = max(given, key=lambda literal: (len(literal.value), literal.value), default=None)
    if finest is None:
        return None
    return finest if all(finest.value.startswith(literal.value) for literal in given) else None
