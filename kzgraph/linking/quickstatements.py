"""What Wikidata lacks and we can prove, as commands of QuickStatements V1; the rest with its reason.

Only what a gap report found missing there, under a row of the property table that is sure enough, from
asserted claims (facts follow from no others) with passage or document evidence.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kzgraph.linking import v1
from kzgraph.linking.comparable import Unclear
from kzgraph.linking.facts import Fact, Support, facts_of, linked_things, value_of
from kzgraph.linking.gap_report import Gap, GapReport, Status
from kzgraph.linking.mappings import Mapping, read_mappings
from kzgraph.linking.references import Document, is_backed, qualifiers
from kzgraph.store import Store

_OF_WIKIDATA: Final = "wikidata.org"
_WHY: Final[dict[Status, str]] = {
    "different": "another value stands there: somebody has to decide which is right",
    "deprecated-there": "they state it with the rank deprecated",
    "not-comparable": "",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that is not exported, and why."""

    gap: Gap
    reason: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """Commands, one a statement, and what was left out."""

    commands: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


class _NotSure(Exception):  # noqa: N818  # a reason to leave something out
    """A fact is not exported; the text says why."""


def contribution(store: Store, report: GapReport) -> Contribution:
    """Return the commands for what a report found missing, read again from its release.

    The report only says what to look at: facts, claims and the property table are those of the store.
    """
    writer = _Writer(store, report)
    commands, left_out = [], []
    for gap in _of_ours(report):
        try:
            commands.append(writer.command(gap))
        except (_NotSure, v1.Unwritable) as exc:
            left_out.append(LeftOut(gap, str(exc)))
    return Contribution(tuple(dict.fromkeys(commands)), tuple(left_out))


def _of_ours(report: GapReport) -> Iterator[Gap]:
    """Yield the gaps that tell a fact of ours which is not simply the same there."""
    return (gap for gap in report.gaps if gap.value and gap.status != "same")


class _Writer:
    def __init__(self, store: Store, report: GapReport) -> None:
        self._store = store
        self._rows = {(row.property, row.back, row.target): row for row in read_mappings(store)}
        linked = linked_things(store)
        moved = report.redirects
        self._items = {
            thing: moved.get(item, item)
            for thing, found in linked.items()
            for item in found.items
            if len(found.items) == 1
        }
        self._hosts = {_OF_WIKIDATA, urlsplit(report.endpoint).hostname or _OF_WIKIDATA}

    def command(self, gap: Gap) -> str:
        """Return the command for one gap. Raises ``_NotSure`` and ``v1.Unwritable``."""
        if gap.status != "missing-there":
            raise _NotSure(_WHY.get(gap.status) or gap.note)
        row = self._rows.get((gap.property, gap.back, gap.target))
        if row is None or not row.contributed:
            raise _NotSure(row.reason if row else "no row of the property table maps it so")
        fact = self._fact(gap)
        supports = self._supports(fact)
        item = self._items.get(gap.entity)
        if item is None or item != gap.item:
            raise _NotSure(f"it is not linked to {gap.item} (any more)")
        documents = [Document.read(self._store, name) for name in _names(supports)]
        named = [document for document in documents if document.reference]
        if not named:
            raise _NotSure("its documents have neither an address nor a title of their own")
        references = [field for document in named for field in _block(document, named[0])]
        return v1.line(
            [item, row.target, self._value(row, fact), *qualifiers(supports), *references]
        )

    def _fact(self, gap: Gap) -> Fact:
        for fact in facts_of(self._store, gap.entity):
            if (fact.property, fact.back, str(fact.value)) == (gap.property, gap.back, gap.value):
                return fact
        raise _NotSure("no claim of this release states it")

    def _supports(self, fact: Fact) -> list[Support]:
        """Return the claims that may be used: all must be undisputed, and none from the endpoint."""
        if any(support.disputed for support in fact.supports):
            raise _NotSure("its claims are in an open conflict")
        own = [support for support in fact.supports if not self._from_there(support)]
        if not own:
            raise _NotSure("it came from there in the first place")
        backed = [support for support in own if is_backed(support)]
        if not backed:
            raise _NotSure("no passage and no document is its evidence")
        return backed

    def _from_there(self, support: Support) -> bool:
        return Document.read(self._store, support.document).comes_from(self._hosts)

    def _value(self, row: Mapping, fact: Fact) -> str:
        value = value_of(self._store, fact.value, row.form, self._items)
        if isinstance(value, Unclear):
            raise _NotSure(value.reason)
        return v1.value(value)


def _names(supports: Collection[Support]) -> list[str]:
    return sorted({support.document for support in supports})


def _block(document: Document, first: Document) -> list[str]:
    """Return a reference; each after the first begins with an exclamation mark."""
    fields = document.reference
    return fields if document is first else [f"!{fields[0]}", *fields[1:]]
