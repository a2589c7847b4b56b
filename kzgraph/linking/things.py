"""The things of a release, told so that they can be compared with items of Wikidata."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import split_thing
from kzgraph.linking.model import Facts, Ours
from kzgraph.names import Name
from kzgraph.names.model import kind_of
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, text_of
from kzgraph.store import Store
from kzgraph.vocab import SCHEMA, SKOS, WD, WDT

_PREF, _ALT, _SAME = SKOS + "prefLabel", SKOS + "altLabel", SKOS + "exactMatch"
_DESCRIPTION: Final = SCHEMA + "description"
_LEI: Final = SCHEMA + "leiCode"
_OTHERS: Final = (
    ("P1566", re.compile(r"https?://sws\.geonames\.org/(\d+)/?")),
    ("P5437", re.compile(r"http://eurovoc\.europa\.eu/(\d+)")),
)
"""Properties of Wikidata whose values stand in the IRIs that others have for our things."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The classes of Wikidata that stand for a thing's classes, and those that are wider."""

    own: frozenset[str]
    wider: frozenset[str]


class Things:
    """The entities of one release, with the alignments of the ontology."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, kind: str | None = None) -> Iterator[Ours]:
        """Yield the things without a link to Wikidata: of a kind, or of a class that Wikidata has.

        Raises ``BadRequestError`` for a kind that no thing is of.
        """
        kinds = {named[0] for iri in self._listed if (named := split_thing(iri))}
        if kind is not None and kind not in kinds:
            told = ", ".join(sorted(kinds)) or "none in this release"
            raise BadRequestError(f"No thing is of the kind {kind!r}. Kinds are: {told}.")
        for iri, (label, classes) in self._listed.items():
            named = split_thing(iri)
            wanted = self.expected(classes).own if kind is None else named and named[0] == kind
            if wanted and not self._item(iri):
                yield self._told(iri, label, frozenset(classes))

    def get(self, iri: str) -> Ours | None:
        """Return a thing, or None where there is none."""
        found = self._listed.get(iri)
        return self._told(iri, found[0], frozenset(found[1])) if found else None

    def linked(self, item: str) -> str | None:
        """Return the thing that is linked to an item of theirs, if any."""
        triples = self._store.pointing_to(NamedNode(item), NamedNode(_SAME))
        return next((text_of(triple.subject) for triple in triples), None)

    def expected(self, classes: Iterable[str]) -> Expected:
        """Return the classes of Wikidata that stand for some of ours."""
        own = frozenset[str]().union(*(self._own[name] for name in classes))
        wider = frozenset[str]().union(*(self._wider[name] for name in classes))
        return Expected(own, wider - own)

    def fits(self, classes: Iterable[str], theirs: frozenset[str]) -> float | None:
        """Tell how classes of Wikidata, of those in ``aligned``, fit classes of ours.

        1 where one stands for ours, 0.5 where one stands for a wider class, 0 where all stand for
        others, None where nothing can be told.
        """
        expected = self.expected(classes)
        if theirs & expected.own:
            return 1.0
        if theirs & expected.wider:
            return 0.5
        return 0.0 if theirs and expected.own | expected.wider else None

    @cached_property
    def aligned(self) -> frozenset[str]:
        """Every class of Wikidata that stands for a class of ours."""
        return frozenset[str]().union(*self._own.values())

    @cached_property
    def _listed(self) -> dict[str, tuple[str, list[str]]]:
        found: dict[str, tuple[str, list[str]]] = {}
        for row in self._store.select(load("linking/our_things")):
            thing, label, kind = (text_of(row[n]) for n in ("thing", "label", "class"))  # type: ignore[arg-type]
            found.setdefault(thing, (label, []))[1].append(kind)
        return found

    @cached_property
    def _alignments(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        own, wider = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for row in self._store.select(load("linking/our_classes")):
            kind, theirs, is_wider = (text_of(row[n]) for n in ("class", "theirs", "wider"))  # type: ignore[arg-type]
            (wider if is_wider == "true" else own)[kind].add(theirs)
        return own, wider

    @property
    def _own(self) -> dict[str, set[str]]:
        return self._alignments[0]

    @property
    def _wider(self) -> dict[str, set[str]]:
        return self._alignments[1]

    @cached_property
    def _properties(self) -> dict[str, set[str]]:
        found = defaultdict[str, set[str]](set, {_LEI: {"P1278"}})
        for row in self._store.select(load("linking/our_properties")):
            ours, theirs = (text_of(row[n]) for n in ("property", "theirs"))  # type: ignore[arg-type]
            found[ours].add(theirs.removeprefix(WDT))
        return found

    def _told(self, iri: str, label: str, classes: frozenset[str]) -> Ours:
        said = [(text_of(t.predicate), t.object) for t in self._store.about(NamedNode(iri))]
        names = [(p, o) for p, o in said if p in (_PREF, _ALT) and isinstance(o, Literal)]
        named = (
            Name(iri, o.value, o.language, kind_of(o.value, preferred=p == _PREF)) for p, o in names
        )
        descriptions = [text_of(o) for p, o in said if p == _DESCRIPTION]
        facts = self._facts((p, o.value, isinstance(o, NamedNode)) for p, o in said
                            if isinstance(o, NamedNode | Literal))  # fmt: skip
        ordered = tuple(sorted(named, key=_order))
        return Ours(iri, label, ordered, classes, "; ".join(sorted(descriptions)), facts)

    def _facts(self, said: Iterable[tuple[str, str, bool]]) -> Facts:
        facts: dict[str, set[str]] = defaultdict(set)
        for predicate, value, is_iri in said:
            told = self._item(value) if is_iri else value
            for theirs in self._properties.get(predicate, ()) if told else ():
                facts[theirs].add(told)
            for theirs, form in _OTHERS if predicate == _SAME else ():
                if found := form.fullmatch(value):
                    facts[theirs].add(found[1])
        return {name: frozenset(values) for name, values in sorted(facts.items())}

    def _item(self, iri: str) -> str:
        """Return the item of Wikidata that a thing is linked to; empty without one."""
        same = (text_of(t.object) for t in self._store.about(NamedNode(iri), NamedNode(_SAME)))
        return min((found for found in same if found.startswith(WD)), default="")


def _order(name: Name) -> tuple[bool, str, str]:
    return (name.kind != "pref", name.language or "", name.text)
