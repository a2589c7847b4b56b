"""How many entities are linked, rejected, unsure and unlinked: by target, and by kind of thing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kzgraph.identifiers import split_thing
from kzgraph.links.recorded import Recorded


@dataclass(frozen=True)
class Tally:
    """What was judged in one set, about one kind of thing or all.

    ``linked``, ``unsure`` and ``none_found`` count things; the last are those that somebody has
    searched in vain. ``rejected`` counts judgements, as one thing can be told from several of theirs.
    ``unlinked`` are all things without a link, whether or not anybody has searched.
    """

    target: str
    kind: str
    linked: int
    rejected: int
    unsure: int
    none_found: int
    unlinked: int


ALL = "all"
"""The kind of a tally of every kind of thing."""


def tally(entries: Iterable[Recorded], entities: Iterable[str]) -> list[Tally]:
    """Count judgements for each target and kind of entity; ``entities`` are IRIs of all of them.

    Things that are judged without being entities, such as sectors, count under their kind too.
    """
    held = list(entries)
    things = {*entities, *(entry.subject for entry in held)}
    kinds = {iri: (split_thing(iri) or ("term", ""))[0] for iri in things}
    rows = []
    for target in sorted({entry.target for entry in held}):
        mine = [entry for entry in held if entry.target == target]
        rows.append(_row(target, ALL, mine, len(things)))
        for kind, number in sorted(Counter(kinds.values()).items()):
            of_kind = [entry for entry in mine if kinds[entry.subject] == kind]
            rows.append(_row(target, kind, of_kind, number))
    return rows


def _row(target: str, kind: str, entries: list[Recorded], things: int) -> Tally:
    def judged(verdict: str) -> set[str]:
        return {entry.subject for entry in entries if entry.verdict == verdict}

    linked = judged("match")
    rejected = sum(entry.verdict == "no-match" for entry in entries)
    unsure, vain = judged("unsure") - linked, judged("none-found") - linked
    return Tally(target, kind, len(linked), rejected, len(unsure), len(vain), things - len(linked))
