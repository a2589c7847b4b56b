"""What can be named in a claim: entities, concepts and properties, by CURIE or by any of their names.

Read from the files below a root, so that what was added a minute ago is known.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from kzgraph.authoring.spelling import curie, spelled_iri
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import TERMS
from kzgraph.names import fold
from kzgraph.rdf import Literal, NamedNode, Quad, text_of
from kzgraph.release.inputs import Inputs
from kzgraph.vocab import KZ, RDF_TYPE, RDFS, SCHEMA, SKOS

STATEMENT_PROPERTY: Final = KZ + "StatementProperty"
_CONCEPT: Final = SKOS + "Concept"
_LABELS: Final = frozenset({SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label"})
_ALIKE: Final = 75
"""Points of 100 from which a name may have been meant."""


@dataclass(frozen=True)
class Label:
    """A name of a thing, and whether it is the preferred one of its language."""

    iri: str
    text: str
    language: str | None
    preferred: bool


class Lexicon:
    """The things of some files: names, classes, and what properties are for."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._said: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.labels: list[Label] = []
        for quad in quads:
            subject, predicate = text_of(quad.subject), quad.predicate.value
            if predicate in _LABELS and isinstance(quad.object, Literal):
                preferred = predicate != SKOS + "altLabel"
                name = Label(subject, quad.object.value, quad.object.language, preferred)
                self.labels.append(name)
            elif isinstance(quad.object, NamedNode):
                self._said[subject, predicate].add(quad.object.value)
        self.known = frozenset(subject for subject, _ in self._said)

    @classmethod
    def of(cls, inputs: Inputs) -> "Lexicon":
        """Return the lexicon of ontology, entities and descriptions of documents; claims are none."""
        files = (file for file in inputs.files if file.path.name != "claims.trig")
        return cls(quad for file in files for quad in file.quads)

    def values(self, iri: str, predicate: str) -> set[str]:
        """Return the IRIs that a property of a thing has."""
        return self._said.get((iri, predicate), set())

    def ranges(self, prop: str) -> set[str]:
        """Return the classes and datatypes that the values of a property may have."""
        return self.values(prop, SCHEMA + "rangeIncludes")

    def domains(self, prop: str) -> set[str]:
        """Return the classes that a property is for."""
        return self.values(prop, SCHEMA + "domainIncludes")

    def classes(self, iri: str) -> set[str]:
        """Return the classes of a thing, and those above them."""
        found: set[str] = set()
        above = self.values(iri, RDF_TYPE)
        while above - found:
            found |= above
            above = {up for one in above for up in self.values(one, RDFS + "subClassOf")}
        return found

    def kind(self, iri: str) -> str:
        """Tell what a thing is: ``property``, ``concept``, ``entity``, or ``other`` (a class)."""
        own = self.classes(iri)
        if STATEMENT_PROPERTY in own:
            return "property"
        if _CONCEPT in own:
            return "concept"
        return "other" if iri.startswith(TERMS) or not own else "entity"

    def label(self, iri: str, language: str = "en") -> str:
        """Return the preferred name in a language, or else any, or else the short spelling."""
        names = [name for name in self.labels if name.iri == iri and name.preferred]
        best = sorted(names, key=lambda name: (name.language != language, name.text))
        return best[0].text if best else curie(iri)

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.labels:
            found[fold(name.text)].add(name.iri)
        for iri in self.known:
            if iri.startswith(TERMS):
                found[fold(iri.removeprefix(TERMS))].add(iri)
        return found

    def resolve(self, text: str, wanted: str, among: Iterable[str] = ()) -> str:
        """Return the IRI that a text names, by CURIE, id or name.

        ``wanted`` is the word for it in an error; ``among`` are classes, of one of which it must be
        where a name alone would be ambiguous. Raises ``BadRequestError`` with what may be meant.
        """
        spelled = spelled_iri(text)
        if spelled is not None:
            if spelled not in self.known:
                raise BadRequestError(f"there is no {wanted} {text!r}{self._hint(text, among)}")
            return spelled
        found = self._by_name.get(fold(text), set())
        fit = {iri for iri in found if self._is_one(iri, among)}
        if len(fit) == 1:
            return fit.pop()
        if fit:
            listed = ", ".join(sorted(curie(iri) for iri in fit))
            raise BadRequestError(f"{text!r} names several things; write one of {listed}")
        raise BadRequestError(f"there is no {wanted} called {text!r}{self._hint(text, among)}")

    def _is_one(self, iri: str, among: Iterable[str]) -> bool:
        allowed = set(among)
        return not allowed or bool(allowed & self.classes(iri))

    def _hint(self, text: str, among: Iterable[str]) -> str:
        """Return what may have been meant, the likest first."""
        term = text.startswith("kz:")  # nobody writes a term of ours for a thing
        local = text.rpartition(":")[2].rpartition("/")[2].replace("-", " ")
        near = process.extract(
            fold(local), self._by_name.keys(), scorer=fuzz.ratio, limit=8, score_cutoff=_ALIKE
        )
        found = (iri for name, _, _ in near for iri in sorted(self._by_name[name]))
        things = (iri for iri in found if not term or iri.startswith(TERMS))
        listed = dict.fromkeys(curie(iri) for iri in things if self._is_one(iri, among))
        if not listed:
            return "; `kzgraph source suggest` completes names, new things go to data/entities/"
        return f"; did you mean {' or '.join(list(listed)[:3])}?"
