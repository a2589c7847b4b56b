"""The gap report: for every linked thing, what we say against what an endpoint states.

What is compared, and how, stands in the property table (``mappings``). Nothing is decided here: a value
that differs is shown, one that cannot be compared is shown with the reason.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import compact
from kzgraph.linking import theirs
from kzgraph.linking.facts import Linked, facts_of, linked_things, value_of
from kzgraph.linking.gap_report import Gap
from kzgraph.linking.mappings import Mapping as Row
from kzgraph.linking.mappings import read_mappings
from kzgraph.linking.remote import Selects
from kzgraph.linking.weigh import Held, Place, compared, gap_of
from kzgraph.store import Store

_NO_ROW: Final = "no row of the property table maps this property"


@dataclass(frozen=True)
class Gaps:
    """What was found: redirects among the linked items, and gaps by thing and property."""

    redirects: dict[str, str]
    gaps: tuple[Gap, ...]


def find_gaps(store: Store, endpoint: Selects, things: Collection[str] = ()) -> Gaps:
    """Compare linked things (all, or those of these IRIs) with their items.

    Raises ``NotFoundError`` for a thing that has no link, ``DataError`` for a faulty table, and what
    the endpoint raises.
    """
    linked = linked_things(store)
    missing = [thing for thing in things if thing not in linked]
    if missing:
        raise NotFoundError("linked entity", compact(missing[0]))
    chosen = [linked[thing] for thing in (sorted(things) or linked)]
    single = {thing.thing: min(thing.items) for thing in linked.values() if len(thing.items) == 1}
    moved = theirs.redirects(endpoint, set(single.values()))
    items = {thing: moved.get(item, item) for thing, item in single.items()}
    rows = read_mappings(store)
    asked = [items[thing.thing] for thing in chosen if thing.thing in items]
    stated = theirs.statements(endpoint, asked, {row.target: row.form for row in rows})
    sides = _Sides(store, rows, items, _by_item(stated))
    gaps = tuple(gap for thing in chosen for gap in sides.gaps(thing))
    used = {old: new for old, new in moved.items() if old in {i for t in chosen for i in t.items}}
    return Gaps(used, gaps)


def _by_item(stated: Sequence[theirs.Statement]) -> Mapping[str, list[theirs.Statement]]:
    found: dict[str, list[theirs.Statement]] = {}
    for statement in stated:
        found.setdefault(statement.item, []).append(statement)
    return found


@dataclass(frozen=True)
class _Sides:
    store: Store
    rows: Sequence[Row]
    items: Mapping[str, str]
    stated: Mapping[str, list[theirs.Statement]]

    def gaps(self, thing: Linked) -> Iterator[Gap]:
        """Yield the gaps of one thing, those under one property of theirs together."""
        item = self.items.get(thing.thing)
        if item is None:
            names = ", ".join(sorted(thing.items))
            note = f"it is linked to several items: {names}; keep one"
            yield Gap("not-comparable", thing.thing, "", note=note)
        else:
            yield from self._of_item(thing, item)

    def _of_item(self, thing: Linked, item: str) -> Iterator[Gap]:
        said = {row.property for row in self.rows if not row.back}
        facts = facts_of(self.store, thing.thing, said)
        stated = {(fact.property, fact.back) for fact in facts}
        rows = [
            row
            for row in self.rows
            if row.fits(thing.classes) or (row.property, row.back) in stated
        ]
        held = [
            Held(row, fact, value_of(self.store, fact.value, row.form, self.items))
            for row in rows
            for fact in facts
            if (fact.property, fact.back) == (row.property, row.back)
        ]
        for target in sorted({row.target for row in rows}, key=lambda name: int(name[1:])):
            here = [one for one in held if one.row.target == target]
            there = [one for one in self.stated.get(item, ()) if one.target == target]
            leading = [row for row in rows if row.target == target]
            yield from compared(Place(thing.thing, item, target, leading), here, there)
        mapped = {(row.property, row.back) for row in self.rows}
        for fact in facts:
            if not fact.back and (fact.property, False) not in mapped:
                yield gap_of("not-comparable", thing.thing, item, fact, note=_NO_ROW)
