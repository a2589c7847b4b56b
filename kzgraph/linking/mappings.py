"""The property table: how statements of ours are compared with those of Wikidata.

It stands in the data, as ``kz:PropertyMapping`` in ontology/alignments.ttl, so that it is reviewed there.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Final, Literal

from kzgraph.errors import DataError, Problem
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.store import Row, Store
from kzgraph.vocab import WDT, WIKIBASE

Form = Literal["item", "time", "quantity", "text", "string"]

_FORMS: Final[dict[str, Form]] = {
    WIKIBASE + "WikibaseItem": "item",
    WIKIBASE + "Time": "time",
    WIKIBASE + "Quantity": "quantity",
    WIKIBASE + "Monolingualtext": "text",
    WIKIBASE + "String": "string",
    WIKIBASE + "ExternalId": "string",
    WIKIBASE + "Url": "string",
}
_TARGET: Final = re.compile(re.escape(WDT) + r"(P[1-9][0-9]*)\Z")


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row of the table.

    ``property`` is our IRI, ``target`` theirs as ``P35``; ``back`` says that theirs points from our
    object to our subject, ``contributed`` that it is sure enough for export, ``reason`` why not.
    ``classes`` are those that bear it (empty: any), ``single`` says that it has one value at a time.
    """

    property: str
    target: str
    form: Form
    back: bool
    contributed: bool
    reason: str
    classes: frozenset[str]
    single: bool

    def fits(self, classes: Set[str]) -> bool:
        """Tell whether a thing of these classes (and the wider ones) can bear the property."""
        return not self.classes or not self.classes.isdisjoint(classes)


def read_mappings(store: Store) -> list[Mapping]:
    """Return the rows of the table in a release, by name.

    Raises ``DataError`` for a row whose property of Wikidata or whose form of values is none.
    """
    rows: dict[str, list[Row]] = {}
    for row in store.select(load("link_mappings")):
        rows.setdefault(text_or_empty(row["mapping"]), []).append(row)
    faults = [fault for name, group in rows.items() for fault in _faults(name, group)]
    if faults:
        raise DataError(faults)
    return [_mapping(group) for group in rows.values()]


def _faults(name: str, group: list[Row]) -> list[Problem]:
    row, said = group[0], []
    if not _TARGET.match(text_or_empty(row["target"])):
        said.append("kz:mapsTo takes a direct property of Wikidata, such as wdt:P35")
    if text_or_empty(row["type"]) not in _FORMS:
        kinds = ", ".join(form.removeprefix(WIKIBASE) for form in _FORMS)
        said.append(f"wikibase:propertyType takes one of {kinds}, each after wikibase:")
    parts = ("property", "target", "type", "back", "contributed", "reason")
    if len({tuple(row[part] for part in parts) for row in group}) > 1:
        said.append("a row of the property table has two values where one belongs")
    return [Problem(f"{text}.", subject=name, rule="property-table") for text in said]


def _mapping(group: list[Row]) -> Mapping:
    row = group[0]
    return Mapping(
        property=text_or_empty(row["property"]),
        target=text_or_empty(row["target"]).removeprefix(WDT),
        form=_FORMS[text_or_empty(row["type"])],
        back=text_or_empty(row["back"]) == "true",
        contributed=text_or_empty(row["contributed"]) == "true",
        reason=text_or_empty(row["reason"]),
        classes=frozenset(text_or_empty(row["class"]) for row in group if row["class"]),
        single=text_or_empty(row["single"]) == "true",
    )
