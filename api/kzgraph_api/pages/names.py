"""Names of things and terms in a reader's language, and the addresses of their pages."""

from typing import Final, NamedTuple

from kzgraph.identifiers import TERMS, THINGS, compact
from kzgraph.model import Value
from kzgraph.rdf import Literal, NamedNode
from kzgraph.store import Store
from kzgraph.vocab import FOAF, RDFS, SKOS

_NAMING: Final = tuple(
    NamedNode(iri) for iri in (SKOS + "prefLabel", RDFS + "label", FOAF + "name")
)
_FALLBACKS: Final = ("en", "fr", "ru", "kk", "")
"""Languages that stand in where a name lacks the reader's, in this order."""


class Named(NamedTuple):
    """A name and its language, which is empty where it is not known."""

    text: str
    language: str

    def __str__(self) -> str:
        """Return the name."""
        return self.text


class Names:
    """Names in one language, looked up one by one and kept for the time of a page."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._order = (language, *_FALLBACKS)
        self._known: dict[str, Named] = {}

    def of(self, thing: Value | str) -> Named:
        """Return the name of a thing; of a literal its text.

        ``thing`` is a value, an IRI, an id such as ``state/kaz`` or the name of a term such as
        ``kz:visitor``.
        """
        if isinstance(thing, Value):
            if thing.iri is None:
                return Named(thing.text, thing.language or "")
            return self._named(thing.iri, thing.text)
        return self._named(iri_of(thing), compact(thing))

    def _named(self, iri: str, otherwise: str) -> Named:
        if iri not in self._known:
            self._known[iri] = self._found(iri) or Named(otherwise, "")
        return self._known[iri]

    def _found(self, iri: str) -> Named | None:
        for naming in _NAMING:
            labels = (triple.object for triple in self._store.about(NamedNode(iri), naming))
            told = {x.language or "": x.value for x in labels if isinstance(x, Literal)}
            for language in self._order:
                if language in told:
                    return Named(told[language], language)
        return None


def iri_of(name: str) -> str:
    """Return the IRI of an id such as ``state/kaz``, of a term such as ``kz:visitor``, or of itself."""
    if ":" not in name:
        return THINGS + name
    return TERMS + name.removeprefix("kz:") if name.startswith("kz:") else name


def address_of(thing: Value | str) -> str | None:
    """Return the address of the page about a thing or a term; None for a literal.

    What is not of this graph keeps its own address, if that is one of the web.
    """
    iri = thing.iri if isinstance(thing, Value) else iri_of(thing)
    if iri is None:
        return None
    if iri.startswith(THINGS):
        return f"/page/{iri.removeprefix(THINGS)}"
    if iri.startswith(TERMS):
        return f"/terms/{iri.removeprefix(TERMS)}"
    return iri if iri.startswith(("http://", "https://")) else None
