"""Who reads a page: the language of the interface, and what is looked up while a page is written."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from babel import Locale

from kzgraph.identifiers import THINGS
from kzgraph.model import Value
from kzgraph.model.amounts import Amount
from kzgraph.read.disputes import disputes_of
from kzgraph.read.graph import Graph
from kzgraph.read.money import amounts_by_iri
from kzgraph_api.pages.names import Names

_REGIONS: Final = {"en": "en_GB"}
"""Days come before months in most of the world; that of plain English is one region's way."""

_AMOUNTS: Final = (THINGS + "amount/", THINGS + "quantity/")


class Reader:
    """A reader's language, a key of ``languages.LANGUAGES``, and the release that is read."""

    def __init__(self, language: str, graph: Graph) -> None:
        self.language = language
        self.graph = graph

    @cached_property
    def names(self) -> Names:
        """The names of things and terms in the language."""
        return Names(self.graph.store, self.language)

    @cached_property
    def locale(self) -> Locale:
        """How dates and numbers are written in the language."""
        return Locale.parse(_REGIONS.get(self.language, self.language))

    def amount(self, value: Value) -> Amount | None:
        """Return the amount that a value is; None for another thing, and for a literal."""
        iri = value.iri or ""
        return amounts_by_iri(self.graph, [value]).get(iri) if iri.startswith(_AMOUNTS) else None

    def disputes(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the conflicts that claims are party to."""
        return disputes_of(self.graph, claims)

    def text(self, by_language: dict[str, str]) -> tuple[str, str]:
        """Return the text in the reader's language or the nearest there is, and its language."""
        for language in (self.language, "en", *by_language):
            if language in by_language:
                return by_language[language], language
        return "", ""
