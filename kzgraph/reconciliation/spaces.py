"""The two spaces of identifiers in which the service speaks of things: our own, and Wikidata's.

In our own space a thing has the id ``state/kaz``, or its IRI where it is none of ours. In the space
of Wikidata it has the id of the item that it is linked with, such as ``Q232``; what is not linked is
not there. So a column of Wikidata ids is a column of matched cells, without another service.
"""

import re
from typing import Final, Literal

from kzgraph.identifiers import THINGS, split_thing
from kzgraph.rdf import NamedNode, text_of
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.texts import OLD_SCHEMA
from kzgraph.vocab import OWL, SCHEMA, SKOS, WD

SpaceName = Literal["own", "wikidata"]

_SAME: Final = tuple(
    NamedNode(iri)
    for iri in (SKOS + "exactMatch", OWL + "sameAs", SCHEMA + "sameAs", OLD_SCHEMA + "sameAs")
)
_ITEM: Final = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]{0,17})\Z")


def item_of(name: str) -> str | None:
    """Return the id in the IRI of an item of Wikidata, or in itself; None for anything else."""
    found = _ITEM.match(name)
    return found[1] if found else None


class Space:
    """Ids of things in one of the two spaces."""

    def __init__(self, catalogue: Catalogue, name: SpaceName = "own") -> None:
        self._catalogue = catalogue
        self.name = name
        self.prefix = THINGS if name == "own" else WD

    def id_of(self, iri: str) -> str | None:
        """Return the id of a thing, or None for one that the space does not have."""
        if self.name == "wikidata":
            return self.item(iri)
        return iri.removeprefix(THINGS) if split_thing(iri) else iri

    def iri_of(self, name: str) -> str | None:
        """Return the named thing that an id of either space stands for, or None.

        A retired id stands for the thing that has replaced it.
        """
        item = item_of(name)
        if item is not None:
            return self._linked(item)
        iri = name if "://" in name else THINGS + name
        return iri if self._catalogue.is_thing(iri) else self._catalogue.successors.get(iri)

    def item(self, iri: str) -> str | None:
        """Return the id of the item of Wikidata that a thing is the same as, or None."""
        store, node = self._catalogue.graph.store, NamedNode(iri)
        items = {
            item
            for prop in _SAME
            for triple in store.about(node, prop)
            if (item := item_of(text_of(triple.object)))
        }
        return min(items, default=None)

    def _linked(self, item: str) -> str | None:
        store, node = self._catalogue.graph.store, NamedNode(WD + item)
        same = (text_of(t.subject) for prop in _SAME for t in store.pointing_to(node, prop))
        return min((iri for iri in same if self._catalogue.is_thing(iri)), default=None)
