"""From a proposal to a judgement: which pairs wait, and what a decision is in the table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from kzgraph.linking.judged import Judged, table_of
from kzgraph.linking.proposals import Proposal, Search
from kzgraph.links import Judgement
from kzgraph.vocab import SEMAPV, SKOS

Decision = Literal["match", "no-match", "unsure"]

_BY_HAND: Final = SEMAPV + "ManualMappingCuration"
_DOUBT: Final = Decimal("0.3")
"""The confidence of a link that somebody is unsure of; one below 0.5 is published nowhere."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that nobody has judged."""

    search: Search
    proposal: Proposal


def waiting(
    searches: Iterable[Search], judged: Judged, *, unsure: bool = False
) -> Iterator[Waiting]:
    """Yield what is to be judged, the surest thing first; ``unsure`` asks again what was left open.

    Once a thing has a link, its other candidates wait no more.
    """
    best = (search for search in searches if search.proposals)
    for search in sorted(best, key=lambda found: (-found.proposals[0].score, found.thing)):
        for proposal in search.proposals:
            if is_open(search.thing, proposal, judged, unsure=unsure):
                yield Waiting(search, proposal)


def is_open(thing: str, proposal: Proposal, judged: Judged, *, unsure: bool = False) -> bool:
    """Tell whether a proposal is still to be judged."""
    if proposal.object in judged.known(thing) or judged.match(thing, table_of(proposal.object)):
        return False
    return unsure or judged.of(thing, proposal.object) is None


def judgement(
    decision: Decision,
    thing: tuple[str, str],
    item: tuple[str, str],
    *,
    author: str,
    evidence: Iterable[str] = (),
    comment: str = "",
) -> Judgement:
    """Return a decision of a person as a judgement of today; things and items are (IRI, label)."""
    return Judgement(
        thing[0],
        SKOS + "exactMatch",
        item[0],
        decision,
        _BY_HAND,
        _DOUBT if decision == "unsure" else None,
        tuple(evidence),
        author,
        date.today(),  # the day where the person is
        thing[1],
        item[1],
        comment.strip(),
    )


def source_of(search: Search | None, item: str) -> tuple[str, ...]:
    """Return what a proposal of an item was made from, as evidence: where and when it was asked."""
    if search is None or item not in {found.object for found in search.proposals}:
        return ()
    return (f"{search.address} on {search.asked[:10]}",)
