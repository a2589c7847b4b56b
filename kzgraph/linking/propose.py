"""Finding candidates for things without a link, one thing after the other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kzgraph.linking.judged import Judged, table_of
from kzgraph.linking.model import Finds, Ours, Theirs
from kzgraph.linking.proposals import Proposal, Proposals, Search
from kzgraph.linking.score import compare

_MOST: Final = 10
"""Candidates that are kept for a thing."""


@dataclass(frozen=True)
class Run:
    """What one run did: the searches that it made, and how many things had been searched before."""

    searches: tuple[Search, ...]
    before: int


def propose(  # noqa: PLR0913  # the parts of a run
    things: Iterable[Ours],
    finds: Finds,
    address: str,
    judged: Judged,
    proposals: Proposals,
    *,
    limit: int | None = None,
    fresh: bool = False,
    progress: Callable[[str], None] = lambda _label: None,
) -> Run:
    """Look for candidates, and keep what is found of each thing as soon as it is known.

    Things that were searched at the same address before are left out, unless ``fresh``; ``limit``
    counts those that are searched now. Raises ``ServiceError``, and ``BadRequestError`` where items of
    that kind can be linked to nothing; what was found until then is kept.
    """
    made: list[Search] = []
    before = 0
    for ours in things:
        if judged.match(ours.iri, "wikidata"):  # judged since the release was built
            continue
        earlier = None if fresh else proposals.read(ours.iri)
        if earlier is not None and earlier.address == address:
            before += 1
        elif limit is None or len(made) < limit:
            progress(ours.label)
            search = _searched(ours, finds, address, judged)
            proposals.write(search)
            made.append(search)
    return Run(tuple(made), before)


def _searched(ours: Ours, finds: Finds, address: str, judged: Judged) -> Search:
    found = [_proposal(ours, each) for each in finds.candidates(ours, judged.known(ours.iri))]
    alike = [each for each in found if each.features["names"] or each.features.get("identifiers")]
    best = sorted(alike, key=lambda each: (-each.score, -(each.rating or 0), each.object))[:_MOST]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Search(ours.iri, ours.label, address, now, tuple(best))


def _proposal(ours: Ours, theirs: Theirs) -> Proposal:
    table_of(theirs.iri)  # a proposal that no table takes could not be accepted
    scored = compare(ours, theirs)
    redirected = (f"{theirs.replaces} was merged into it",) if theirs.replaces else ()
    return Proposal(
        theirs.iri,
        theirs.names[0] if theirs.names else "",
        theirs.description,
        theirs.types,
        theirs.replaces,
        scored.score,
        scored.features,
        (*scored.reasons, *redirected),
        theirs.rating,
    )
