"""Candidates from a SPARQL endpoint with data in Wikidata's RDF form.

The form is described at https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format: an item has
a node for each statement, with a rank; of a merged item nothing is left but owl:sameAs.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kzgraph.linking.hits import CLAIM, STATES, Hit, hits, replaced
from kzgraph.linking.model import COUNTRY, DATES, IDENTIFIERS, Facts, Ours, Theirs
from kzgraph.linking.questions import Rows, asked
from kzgraph.linking.remote import Selects
from kzgraph.linking.things import Things
from kzgraph.rdf import Literal, NamedNode, Term, text_of
from kzgraph.vocab import RDFS, SKOS, WD

_LABEL, _ALIAS = RDFS + "label", SKOS + "altLabel"
_DESCRIPTION: Final = "http://schema.org/description"
_CLASS: Final = CLAIM + "P31"
_READ: Final = ("P31", *COUNTRY, *DATES, *IDENTIFIERS)
_LANGUAGES: Final = ("en", "fr", "ru", "kk", "mul")
_DISAMBIGUATION: Final = WD + "Q4167410"
"""The class of pages that only list what bears a name."""
_MOST: Final = 50
"""Items that are looked at for one thing; a name that more than these bear tells little."""

_Said = dict[str, list[Term]]


class Wikidata:
    """An endpoint, and the things of ours that are looked for there."""

    def __init__(self, endpoint: Selects, things: Things) -> None:
        self._endpoint, self._things = endpoint, things
        self._classes: dict[str, tuple[str, frozenset[str]]] = {}  # label, and wider ones

    def candidates(self, ours: Ours, known: frozenset[str]) -> list[Theirs]:
        """Return the items with one of our names or identifiers, whose classes may be ours.

        Those that were judged before are left out, also where another item has replaced them.
        Raises ``ServiceError``.
        """
        judged = known | set(replaced(self._endpoint, known).values())
        found = {hit.item: hit for hit in hits(self._endpoint, ours) if not hit.items & judged}
        said = self._said(list(found)[:_MOST])
        self._learn({text_of(kind) for each in said.values() for kind in each[_CLASS]})
        told = (self._told(ours, found[item], said[item]) for item in sorted(said))
        return [theirs for theirs in told if theirs is not None]

    def _said(self, items: list[str]) -> dict[str, _Said]:
        """Return what is said of items, by property (rdfs:label, or p: of a statement)."""
        if not items:
            return {}
        values: dict[str, Rows] = {
            "?item": [(NamedNode(item),) for item in sorted(items)],
            "?language": [(Literal(tag),) for tag in _LANGUAGES],
            "?property ?states": [
                (NamedNode(CLAIM + name), NamedNode(STATES + name)) for name in _READ
            ],
        }
        said: dict[str, _Said] = {item: defaultdict(list) for item in items}
        for row in self._endpoint.select(asked("items", values)):
            said[text_of(row["item"])][text_of(row["property"])].append(row["value"])
        return said

    def _learn(self, classes: set[str]) -> None:
        """Ask for the labels of classes, and under which classes they fall, once for each."""
        new = sorted(classes - set(self._classes))
        if not new:
            return
        wider = sorted({*self._things.aligned, _DISAMBIGUATION})
        values: dict[str, Rows] = {
            "?class": [(NamedNode(name),) for name in new],
            "?wider": [(NamedNode(name),) for name in wider],
        }
        labels, above = dict.fromkeys(new, ""), defaultdict[str, set[str]](set)
        for row in self._endpoint.select(asked("wider_classes", values)):
            name = text_of(row["class"])
            labels[name] = text_of(row["label"]) if "label" in row else labels[name]
            above[name] |= {text_of(row["wider"])} if "wider" in row else set()
        self._classes |= {name: (labels[name], frozenset(above[name])) for name in new}

    def _told(self, ours: Ours, hit: Hit, said: _Said) -> Theirs | None:
        """Return an item, or None where its classes are not ours."""
        known = [self._classes[text_of(kind)] for kind in said[_CLASS]]
        above = frozenset[str]().union(*(wider for _, wider in known))
        fits = self._things.fits(ours.classes, above - {_DISAMBIGUATION})
        if fits == 0 or _DISAMBIGUATION in above:
            return None
        names = [text_of(name) for key in (_LABEL, _ALIAS) for name in _in_order(said[key])]
        return Theirs(
            hit.item,
            # A merged item had names that the one in its place may lack.
            tuple(dict.fromkeys((*names, *hit.names))),
            next((text_of(found) for found in _in_order(said[_DESCRIPTION])), ""),
            tuple(sorted(label for label, _ in known if label)),
            fits,
            _facts(said),
            hit.replaces,
        )


def _in_order(terms: Iterable[Term]) -> list[Term]:
    def rank(term: Term) -> tuple[int, str]:
        tag = term.language if isinstance(term, Literal) else None
        return (_LANGUAGES.index(tag) if tag in _LANGUAGES else len(_LANGUAGES), text_of(term))

    return sorted(terms, key=rank)


def _facts(said: _Said) -> Facts:
    told = {name: frozenset(map(text_of, said.get(CLAIM + name, ()))) for name in _READ[1:]}
    return {name: values for name, values in told.items() if values}
