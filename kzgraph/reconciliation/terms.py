"""Classes and properties by the ids that the protocol has for them.

The id of a term of ours is its local name, as in ``Company``; another term is written with a prefix
that everybody knows, as in ``schema:leiCode``, or as its whole IRI.
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import Final

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import slug_of
from kzgraph.names import fold
from kzgraph.rdf import NamedNode
from kzgraph.reconciliation.model import Term
from kzgraph.vocab import ID, KZ, PREFIXES, RDF_TYPE, SCHEMA, SKOS

NAME: Final = "name"
OTHER_NAMES: Final = "otherNames"
DESCRIPTION: Final = "description"
TYPE: Final = "type"
WIKIDATA: Final = "wikidata"
IRI: Final = "iri"

GENERAL: Final[Mapping[str, Term]] = {
    term.id: term
    for term in (
        Term(NAME, SKOS + "prefLabel", "name", "The preferred name; in a language with name:fr."),
        Term(OTHER_NAMES, SKOS + "altLabel", "other names", "Other names and acronyms."),
        Term(DESCRIPTION, SCHEMA + "description", "description", "What it is, in a sentence."),
        Term(TYPE, RDF_TYPE, "type", "The classes that it is of."),
        Term(WIKIDATA, SKOS + "exactMatch", "Wikidata item", "The item of Wikidata for the same."),
        Term(IRI, "", "IRI", "The address that names it on the Web."),
    )
}
"""Properties that every dataset has, whatever its vocabulary calls them."""

_PREFIXED: Final = {
    base: prefix for prefix, base in PREFIXES.items() if not base.startswith((KZ, ID))
}


def id_of(iri: str) -> str:
    """Return the id of a class or a property."""
    if iri.startswith(KZ):
        return iri.removeprefix(KZ)
    for base, prefix in _PREFIXED.items():
        local = iri.removeprefix(base)
        if local != iri and local and not set(local) & set("/#:"):
            return f"{prefix}:{local}"
    return iri


def iri_of(name: str) -> str:
    """Return the IRI that an id may stand for: a local name, a prefixed one, or an IRI as it is."""
    if "://" in name:
        return name
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return KZ + name


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def local_name(iri: str) -> str:
    """Return what an IRI ends in, as a name for a term that has none."""
    return slug_of(iri.rstrip("/#")) or iri


def language_of(name: str) -> str | None:
    """Return the language of ``name:fr``, or None for another id."""
    kind, _, language = name.partition(":")
    return language if kind == NAME and language else None


def general(name: str) -> Term | None:
    """Return the general property of an id, ``name:fr`` included, or None."""
    language = language_of(name)
    if language is None:
        return GENERAL.get(name)
    own = GENERAL[NAME]
    return Term(name, own.iri, f"name ({language})", f"The preferred name in {language}.")


class Terms:
    """The classes, or the properties, of a dataset."""

    def __init__(self, terms: Iterable[tuple[Term, Iterable[str]]], what: str) -> None:
        """Take terms with their labels in every language, in the order in which they are told."""
        told = list(terms)
        self.all = tuple(term for term, _ in told)
        self._by_iri = {term.iri: term for term in self.all}
        self._by_id = {term.id: term for term in self.all}
        self._words = {term.id: _words(term, labels) for term, labels in told}
        self._what = what

    def get(self, iri: str) -> Term:
        """Return the term of an IRI; of one that the dataset does not use, what the IRI tells."""
        return self._by_iri.get(iri) or Term(id_of(iri), iri, local_name(iri))

    def has(self, iri: str) -> bool:
        """Tell whether the dataset has a term."""
        return iri in self._by_iri

    def find(self, name: str, path: str) -> Term:
        """Return the term of an id, a prefixed name or an IRI; any IRI may be asked for.

        Raises ``BadRequestError``, which names the place and the nearest id.
        """
        found = self._by_id.get(name) or self._by_iri.get(iri_of(name))
        if found is not None:
            return found
        if "://" in name and is_iri(name):
            return self.get(name)
        near = difflib.get_close_matches(name[:100], self._by_id, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise BadRequestError(f"{path}: there is no {self._what} {name[:100]!r} here.{hint}")

    def begun(self, typed: str) -> list[Term]:
        """Return the terms with a label, or an id, that what was typed begins a word of.

        Those that it begins come first. Nothing typed stands for all.
        """
        sought = fold(typed) if typed.strip() else ""
        found = []
        for term in self.all:
            places = [
                at for at in (_place(text, sought) for text in self._words[term.id]) if at >= 0
            ]
            if places or typed.strip() == term.id:
                found.append((min(places, default=0) > 0, term))
        return [term for _, term in sorted(found, key=lambda pair: pair[0])]


def _words(term: Term, labels: Iterable[str]) -> tuple[str, ...]:
    return tuple({fold(text) for text in (*labels, term.name, term.id)})


def _place(text: str, sought: str) -> int:
    """Return 0 where the text begins so, more where a word of it does, -1 where none does."""
    return f" {text}".find(f" {sought}") if sought else 0
