"""Which members of claims differ between two releases, from the graphs of their documents."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kzgraph.identifiers import slug_of
from kzgraph.store import Store
from kzgraph.vocab import ID, KZ, PROV

_CLAIM: Final = f"{ID}claim/"
_EVIDENCE: Final = KZ + "evidence"
_ORIGIN: Final = PROV + "wasDerivedFrom"

_NAMES: Final = {"wasAttributedTo": "speakers", "editorialNote": "note", "type": "types"}
"""Members that read models call otherwise than the ontology does."""


class Rewritten(NamedTuple):
    """Members that differ by the ids of claims, all claims of the graphs, and whether origins differ."""

    members: dict[str, set[str]]
    claims: frozenset[str]
    relays: bool


def rewritten(older: Store, newer: Store, graphs: Iterable[str]) -> Rewritten:
    """Compare the claims of some graphs; a graph that a store lacks is empty.

    Members are named as in ``kzgraph.model.Claim``; a qualifier bears the name of its property. A
    claim whose passage differs has another ``evidence``.
    """
    found: dict[str, set[str]] = defaultdict(set)
    claims: set[str] = set()
    relays = False
    for graph in graphs:
        before, after = set(older.lines(graph)), set(newer.lines(graph))
        changed: set[str] = set()
        for subject, predicate, _ in _parts(before ^ after):
            relays |= predicate == _ORIGIN
            if subject.startswith(_CLAIM):
                found[slug_of(subject)].add(_member(predicate))
            else:
                changed.add(f"<{subject}>")
        for subject, predicate, value in _parts(before | after):
            if subject.startswith(_CLAIM):
                claims.add(slug_of(subject))
            if predicate == _EVIDENCE and value in changed:
                found[slug_of(subject)].add("evidence")
    return Rewritten(dict(found), frozenset(claims), relays)


def _parts(lines: Iterable[bytes]) -> Iterator[tuple[str, str, str]]:
    """Yield subject and predicate of N-Triples lines, and the object as it is written."""
    for line in lines:
        subject, predicate, value = line.decode("utf-8").split(" ", 2)
        yield subject.strip("<>"), predicate.strip("<>"), value.rstrip(" .\n")


def _member(predicate: str) -> str:
    name = slug_of(predicate)
    return _NAMES.get(name) or re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()
