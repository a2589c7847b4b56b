"""The classes and properties of a dataset, of whatever vocabulary: those declared and those used."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kzgraph.identifiers import slug_of
from kzgraph.names import NameIndex
from kzgraph.queries import load
from kzgraph.rdf import Literal, text_or_empty
from kzgraph.store import Store

_CLASSES_USED: Final = "SELECT DISTINCT class FROM types"
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

Labels = Mapping[str, str]
"""Labels by language; that of no language has the key ``""``."""


@dataclass(frozen=True)
class VocabularyTerm:
    """A class or a property, with its labels."""

    iri: str
    labels: Labels = field(default_factory=dict)

    def label(self, language: str = "en") -> str:
        """Return the label in a language, or in English, or any; else the local name in words."""
        for tag in (language.lower(), language.lower().partition("-")[0], "en", ""):
            if tag in self.labels:
                return self.labels[tag]
        in_any = [self.labels[tag] for tag in sorted(self.labels)]
        return in_any[0] if in_any else in_words(slug_of(self.iri)) or self.iri


@dataclass(frozen=True)
class Vocabulary:
    """The classes and properties of a release, each sorted by IRI.

    Classes are those that are declared, those of things that have a name, and those above them;
    properties are those that are declared, and those that anything is said with.
    """

    classes: tuple[VocabularyTerm, ...]
    properties: tuple[VocabularyTerm, ...]
    _above: Mapping[str, frozenset[str]]
    _below: Mapping[str, frozenset[str]]

    def above(self, iri: str) -> frozenset[str]:
        """Return a class and all classes above it."""
        return _reached(iri, self._above)

    def below(self, iri: str) -> frozenset[str]:
        """Return a class and all classes below it."""
        return _reached(iri, self._below)


def read_vocabulary(store: Store, names: NameIndex) -> Vocabulary:
    """Read the vocabulary of a release; takes about as long as to read every triple once."""
    labels: dict[str, dict[str, dict[str, str]]] = {
        "class": {iri: {} for (iri,) in names.rows(_CLASSES_USED, {})},
        "property": {
            text_or_empty(row["property"]): {} for row in store.select(load("vocabulary_used"))
        },
    }
    for row in store.select(load("vocabulary_declared")):
        told = labels[text_or_empty(row["role"])].setdefault(text_or_empty(row["term"]), {})
        label = row["label"]
        if isinstance(label, Literal):
            tag = (label.language or "").lower()
            # Of several in one language the first in the alphabet, so that it is always the same.
            told[tag] = min(told.get(tag, label.value), label.value)
    above = _pairs_of(store)
    for iri in (iri for pair in above for iri in pair):
        labels["class"].setdefault(iri, {})
    below = ((upper, lower) for lower, upper in above)
    classes, properties = (_terms(labels[role], names) for role in ("class", "property"))
    return Vocabulary(classes, properties, _grouped(above), _grouped(below))


def in_words(name: str) -> str:
    """Return a local name in words: ``basedInState`` is "based in state"."""
    words = _HUMP.sub(" ", name.replace("_", " ")).split()
    return " ".join(word if word.isupper() else word.lower() for word in words)


def _terms(labels: Mapping[str, Labels], names: NameIndex) -> tuple[VocabularyTerm, ...]:
    # In a plain dataset what nobody declares may have a name all the same.
    bare = [iri for iri, told in labels.items() if not told]
    named = {iri: {"": name} for iri, name in names.labels_of(bare).items()}
    return tuple(VocabularyTerm(iri, named.get(iri, labels[iri])) for iri in sorted(labels))


def _pairs_of(store: Store) -> list[tuple[str, str]]:
    rows = store.select(load("vocabulary_above"))
    return [(text_or_empty(row["class"]), text_or_empty(row["above"])) for row in rows]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def _reached(start: str, steps: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found, left = {start}, [start]
    while left:
        more = steps.get(left.pop(), frozenset()) - found
        found |= more
        left.extend(more)
    return frozenset(found)
