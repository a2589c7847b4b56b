"""Our side of a comparison: linked things, their facts with the claims behind them, and their values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Final

from kzgraph.dates import interval, is_partial_date
from kzgraph.linking.comparable import Amount, Comparable, Item, Moment, Text, Unclear
from kzgraph.linking.mappings import Form
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Term, text_or_empty
from kzgraph.store import Row, Store
from kzgraph.values import Properties, first, properties_of
from kzgraph.vocab import KZ, QUDT, SCHEMA, WD, XSD

PRECISIONS: Final = {XSD + "date": 11, XSD + "gYearMonth": 10, XSD + "gYear": 9}
"""Types of dates, and how Wikibase counts their precision."""
_NUMBERS: Final = frozenset({XSD + "decimal", XSD + "integer", XSD + "nonNegativeInteger"})


@dataclass(frozen=True, slots=True)
class Support:
    """A claim behind a fact, with its document and times; ``disputed`` in an open conflict."""

    claim: str
    level: str
    document: str
    at: Literal | None
    since: Literal | None
    until: Literal | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """What we hold of a thing: ``value`` at the other end of a property, which may point ``back``."""

    property: str
    back: bool
    value: Term
    supports: tuple[Support, ...]


@dataclass
class Linked:
    """A thing with a link: the Q-ids (more than one is a fault) and its classes with the wider ones."""

    thing: str
    items: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)


def linked_things(store: Store) -> dict[str, Linked]:
    """Return what is linked to Wikidata, by IRI."""
    found: dict[str, Linked] = {}
    for row in store.select(load("link_items")):
        thing = text_or_empty(row["thing"])
        linked = found.setdefault(thing, Linked(thing))
        linked.items.add(text_or_empty(row["item"]).removeprefix(WD))
        if row["class"] is not None:
            linked.classes.add(text_or_empty(row["class"]))
    return found


def facts_of(store: Store, thing: str, said: Iterable[str] = ()) -> list[Fact]:
    """Return the facts of a thing as subject and as object, and what is ``said`` of it directly.

    ``said`` are properties that identify: values under them are curated, and no claim states them.
    """
    node, groups = NamedNode(thing), dict[tuple[str, bool, Term], list[Support]]()
    forward = ((row, False) for row in store.select(load("link_facts"), {"subject": node}))
    backward = ((row, True) for row in store.select(load("link_facts"), {"object": node}))
    for row, back in chain(forward, backward):
        value = row["subject"] if back else row["object"]
        if value is not None:
            key = (text_or_empty(row["property"]), back, value)
            groups.setdefault(key, []).append(_support(row))
    curated = set(said)
    for row in store.select(load("thing"), {"thing": node}) if curated else ():
        name, value = text_or_empty(row["property"]), row["value"]
        if name in curated and value is not None:
            groups.setdefault((name, False, value), [])
    return [Fact(*key, tuple(supports)) for key, supports in groups.items()]


def _support(row: Row) -> Support:
    times = [row[name] for name in ("at", "from", "until")]
    at, since, until = (term if isinstance(term, Literal) else None for term in times)
    return Support(
        claim=text_or_empty(row["claim"]),
        level=text_or_empty(row["level"]).removeprefix(KZ),
        document=text_or_empty(row["document"]),
        at=at,
        since=since,
        until=until,
        disputed=text_or_empty(row["disputed"]) == "true",
    )


def value_of(store: Store, term: Term, form: Form, items: Mapping[str, str]) -> Comparable:
    """Return a value of ours as one that can be compared; ``items`` leads from IRIs to Q-ids."""
    if form == "item":
        item = items.get(text_or_empty(term)) if isinstance(term, NamedNode) else None
        return Item(item) if item else Unclear("the value has no link to an item")
    if form == "quantity":
        return _amount(store, term, items)
    if not isinstance(term, Literal):
        return Unclear("the value is neither a text nor a date")
    if form == "time":
        return _moment(term)
    return Text(term.value, (term.language or "") if form == "text" else "")


def _moment(literal: Literal) -> Moment | Unclear:
    kind = literal.datatype.value
    if not is_partial_date(kind):
        return Unclear("the value is no date")
    try:
        return Moment(interval(literal.value, kind), PRECISIONS[kind])
    except ValueError:
        return Unclear("the value is in no calendar")


def _amount(store: Store, term: Term, items: Mapping[str, str]) -> Comparable:
    if isinstance(term, Literal):
        is_number = term.datatype.value in _NUMBERS
        return Amount(Decimal(term.value)) if is_number else Unclear("the value is no number")
    found = properties_of(store, text_or_empty(term))
    unit = _unit(found, items)
    if isinstance(unit, Unclear):
        return unit
    texts = [first(found[SCHEMA + name]) for name in ("value", "minValue", "maxValue")]
    value, low, high = (None if text is None else Decimal(text) for text in texts)
    if value is None and low is None and high is None:
        return Unclear("the amount has neither a value nor bounds")
    return Amount(value, low, high, unit)


def _unit(found: Properties, items: Mapping[str, str]) -> str | Unclear:
    """Return the Q-id of a unit; what is counted in words has none, and needs none."""
    currency = first(found[SCHEMA + "currency"])
    if currency is not None:
        return Unclear(f"the currency {currency} has no link to an item")
    units = [value.iri or "" for value in found[QUDT + "hasUnit"]]
    if not units:
        return ""
    return items.get(units[0]) or Unclear(f"the unit {units[0]} has no link to an item")
