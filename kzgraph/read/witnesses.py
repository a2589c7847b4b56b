"""Telling conflicts: values side by side, each with its witnesses, and what settles them.

What a conflict tells is the same with every page and under every view, but for what a view does not
see of it: it is read once, and the last conflicts are kept.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from kzgraph.identifiers import slug_of, thing
from kzgraph.model import Value
from kzgraph.model.conflicts import Conflict, ConflictValue, Witness
from kzgraph.read.parties import Party, PartyClaims, numbered, parties_to, seen_among
from kzgraph.read.settling import best_of, why
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.index import Row

KINDS: Final = (
    *("Contradiction", "RevisionOverTime", "Rounding", "TransliterationOrTranslation"),
    *("DifferenceOfScope", "PreliminaryAndFinal", "CurrencyDifference"),
)
"""Kinds of conflicts, the gravest first."""

_MOST_PARTIES: Final = 4096
"""Parties of the conflicts that are kept, with some three thousand bytes each."""


@dataclass(frozen=True)
class _Told:
    """A conflict without its values, and what these are made of."""

    head: Conflict
    parties: list[Party]
    best: frozenset[int]
    terms: Mapping[int, Value]
    witnesses: Mapping[int, Witness]

    def seen(self, claims: frozenset[int] | None) -> Conflict:
        """Return the conflict with the values that some claims give; None: that all give."""
        groups: dict[int, list[Party]] = defaultdict(list)
        for party in self.parties:
            if claims is None or party.claim in claims:
                groups[party.statement].append(party)
        values = (self._value(group) for group in groups.values())
        return replace(
            self.head, values=tuple(sorted(values, key=lambda value: not value.prevails))
        )

    def _value(self, parties: list[Party]) -> ConflictValue:
        said = dict.fromkeys(party.claim for party in parties)
        documents = {self.terms[party.document].iri or "" for party in parties}
        return ConflictValue(
            value=self.terms[parties[0].value],
            prevails=not self.best.isdisjoint(said),
            corroboration=len({party.origin for party in parties}),
            primary=len({party.primary for party in parties} - {None}),
            sources=tuple(sorted(slug_of(document) for document in documents)),
            witnesses=tuple(self.witnesses[claim] for claim in said),
        )


class Conflicts:
    """The conflicts of a release; any number of threads may ask."""

    def __init__(self, index: StatementIndex) -> None:
        self._index = index
        self._kept: OrderedDict[int, _Told] = OrderedDict()
        self._parties = 0
        self._lock = Lock()

    def tell(self, numbers: Sequence[int], view: View) -> tuple[Conflict, ...]:
        """Return conflicts by their numbers, in that order, with the values that a view sees."""
        told = self._known(numbers)
        missing = [number for number in numbers if number not in told]
        if missing:
            found = _read(self._index, missing)
            told |= found
            self._keep(found)
        seen = seen_among(self._index, numbers, view)
        return tuple(told[number].seen(seen) for number in numbers)

    def _known(self, numbers: Iterable[int]) -> dict[int, _Told]:
        with self._lock:
            known = {number: self._kept[number] for number in numbers if number in self._kept}
            for number in known:
                self._kept.move_to_end(number)
        return known

    def _keep(self, found: Mapping[int, _Told]) -> None:
        with self._lock:
            for number, told in found.items():
                if number not in self._kept:
                    self._kept[number] = told
                    self._parties += len(told.parties)
            while self._parties > _MOST_PARTIES:
                self._parties -= len(self._kept.popitem(last=False)[1].parties)


def _read(index: StatementIndex, numbers: Sequence[int]) -> dict[int, _Told]:
    listed = numbered(numbers)
    heads = index.rows(
        f"SELECT id, name, subject, property, status FROM conflict WHERE id IN ({listed})"
    )
    kinds: dict[int, set[str]] = defaultdict(set)
    for conflict, kind in index.rows(f"SELECT * FROM conflict_kind WHERE conflict IN ({listed})"):
        kinds[conflict].add(kind)
    parties = parties_to(index, numbers)
    claims = PartyClaims(index, (party for group in parties.values() for party in group))
    terms = index.terms(number for head in heads for number in head[2:4])
    return {head[0]: _told(head, kinds[head[0]], parties[head[0]], claims, terms) for head in heads}


def _told(
    row: Row, kinds: set[str], parties: list[Party], claims: PartyClaims, terms: dict[int, Value]
) -> _Told:
    _, name, subject, prop, status = row
    said = {party.claim: party for party in parties}
    head = Conflict(
        id=name,
        iri=thing("conflict", name),
        subject=terms[subject],
        property=terms[prop],
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        status=status,
        why=why(status, said.values(), claims),
        values=(),
    )
    named = {number for party in parties for number in (party.value, party.document)}
    return _Told(
        head,
        parties,
        best_of(status, said.values()),
        {number: claims.terms[number] for number in named},
        {claim: claims.witness(party) for claim, party in said.items()},
    )
