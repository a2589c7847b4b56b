"""The claims that are party to conflicts, and what each of them tells as a witness."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kzgraph.model.conflicts import Witness
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.corroborated import corroborated
from kzgraph.statements.parts import Details, Parts, in_order
from kzgraph.statements.view import ALWAYS


class Party(NamedTuple):
    """A claim in one of its documents, as a party to a conflict; numbers of the index.

    ``primary`` is the origin again where the document is a primary source of the claim.
    """

    conflict: int
    statement: int
    value: int
    claim: int
    name: str
    modality: str
    rank: str
    document: int
    origin: int
    primary: int | None


_PARTIES: Final = """SELECT party.conflict, s.id, s.object, c.id, c.name, c.modality, c.rank,
        d.document, d.origin, d.primary_origin
    FROM conflict_claim AS party JOIN claim AS c ON c.id = party.claim
    JOIN statement AS s ON s.id = c.statement JOIN claim_source AS d ON d.claim = c.id
    WHERE party.conflict IN ({listed}) ORDER BY party.conflict, s.key, c.name, d.document"""
_SEEN: Final = """SELECT json_group_array(c.id)
    FROM conflict_claim AS party JOIN claim AS c ON c.id = party.claim
    WHERE party.conflict IN ({listed}) AND {seen}"""


def numbered(numbers: Iterable[int]) -> str:
    """Return numbers of the index as SQL lists them."""
    return ",".join(str(int(number)) for number in numbers)


def parties_to(index: StatementIndex, conflicts: Sequence[int]) -> dict[int, list[Party]]:
    """Return the parties to conflicts by the numbers of these, in the order of their statements."""
    grouped: dict[int, list[Party]] = defaultdict(list)
    for row in index.rows(_PARTIES.format(listed=numbered(conflicts))):
        grouped[row[0]].append(Party._make(row))
    return grouped


def seen_among(
    index: StatementIndex, conflicts: Sequence[int], view: View
) -> frozenset[int] | None:
    """Return the claims that are party to conflicts and that a view sees; None where it sees all."""
    enough, values = corroborated(index, view)
    tests = [view.condition(), enough]
    if tests == [ALWAYS, ALWAYS]:
        return None
    question = _SEEN.format(listed=numbered(conflicts), seen=" AND ".join(tests))
    ((told,),) = index.rows(question, {**view.values(), **values})
    return frozenset(json.loads(told))


class PartyClaims:
    """What is told of the claims that are party to some conflicts."""

    def __init__(self, index: StatementIndex, parties: Iterable[Party]) -> None:
        self._documents: dict[int, dict[int, None]] = defaultdict(dict)
        named = set[int]()
        for party in parties:
            self._documents[party.claim][party.document] = None
            named |= {party.value, party.document}
        self._parts = Parts(index, self._documents)
        self.terms = index.terms(named | self._parts.terms())

    def rank_reason(self, claim: int) -> str | None:
        """Return why a claim has its rank."""
        return self._first(self._parts.details[claim], "rankReason")

    def witness(self, party: Party) -> Witness:
        """Return a claim as a witness."""
        terms, details = self.terms, self._parts.details[party.claim]
        return Witness(
            claim=party.name,
            speakers=tuple(in_order([terms[n] for n in self._parts.speakers[party.claim]])),
            documents=tuple(in_order([terms[n] for n in self._documents[party.claim]])),
            published=self._first(details, "published"),
            holds=self._holds(details),
            modality=party.modality,
            stated_as=tuple(sorted([terms[number].text for number in details.get("statedAs", ())])),
            rank=party.rank,
            rank_reason=self._first(details, "rankReason"),
            ranked_by=next((terms[number] for number in details.get("rankedBy", ())), None),
            ranked_on=self._first(details, "rankedOn"),
            paraphrase=self._parts.texts[party.claim],
        )

    def _holds(self, details: Details) -> str | None:
        since, until = self._first(details, "validFrom"), self._first(details, "validUntil")
        if since or until:
            return f"{since or '..'}/{until or '..'}"
        return self._first(details, "validAt")

    def _first(self, details: Details, name: str) -> str | None:
        """Return the first by its text, so that it does not hang on how terms are numbered."""
        numbers = details.get(name)
        if numbers is None or len(numbers) == 1:
            return self.terms[numbers[0]].text if numbers else None
        return min(self.terms[number].text for number in numbers)
