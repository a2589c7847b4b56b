"""The names and descriptions of things, whatever vocabulary gives them."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode
from kzgraph.store import Store
from kzgraph.vocab import DCTERMS, FOAF, RDFS, SCHEMA, SKOS

OLD_SCHEMA: Final = "http://schema.org/"
"""The name-space that many datasets still have for schema.org."""

LABELS: Final = tuple(
    NamedNode(iri)
    for iri in (
        SKOS + "prefLabel",
        RDFS + "label",
        SCHEMA + "name",
        OLD_SCHEMA + "name",
        FOAF + "name",
        DCTERMS + "title",
    )
)
DESCRIPTIONS: Final = tuple(
    NamedNode(iri)
    for iri in (
        SCHEMA + "description",
        OLD_SCHEMA + "description",
        DCTERMS + "description",
        SKOS + "definition",
        RDFS + "comment",
    )
)
_FIRST: Final = "en"


class Texts:
    """What things are called and what is said of them; any number of threads may ask."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def labels(self) -> tuple[NamedNode, ...]:
        """The properties that give names here, the first choice first."""
        return tuple(filter(self._is_used, LABELS))

    @cached_property
    def descriptions(self) -> tuple[NamedNode, ...]:
        """The properties that say here what something is, the first choice first."""
        return tuple(filter(self._is_used, DESCRIPTIONS))

    def of(self, iri: str, properties: Iterable[NamedNode]) -> list[Literal]:
        """Return the texts of the first of some properties that a thing has."""
        for prop in properties:
            found = (triple.object for triple in self._store.about(NamedNode(iri), prop))
            texts = [text for text in found if isinstance(text, Literal)]
            if texts:
                return texts
        return []

    def _is_used(self, prop: NamedNode) -> bool:
        found = self._store.select(load("reconcile_used"), {"property": prop})
        return any(True for _ in found)


def best(texts: Iterable[Literal], language: str | None) -> str:
    """Return the text in a language, else in English, else in whichever comes first; "" for none.

    ``kk`` takes ``kk-cyrl``.
    """
    wanted = (language or _FIRST).lower()

    def order(text: Literal) -> tuple[int, str, str]:
        tag = (text.language or "").lower()
        places = (tag == wanted, tag.partition("-")[0] == wanted, tag == _FIRST, not tag, True)
        return places.index(True), tag, text.value

    return min(texts, key=order).value if (texts := list(texts)) else ""
