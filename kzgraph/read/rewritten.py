"""Which members of claims differ between two releases, from the graphs of their documents."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kzgraph.identifiers import slug_of
from kzgraph.store import Store
from kzgraph.vocab import ID, KZ

_CLAIM: Final = f"{ID}claim/"
_EVIDENCE: Final = KZ + "evidence"

_NAMES: Final = {"wasAttributedTo": "speakers", "editorialNote": "note", "type": "types"}
"""Members that read models call otherwise than the ontology does."""


def rewritten(older: Store, newer: Store, graphs: Iterable[str]) -> dict[str, set[str]]:
    """Return the ids of the claims of some graphs that differ, each with its members that do.

    Members are named as in ``kzgraph.model.Claim``; a qualifier bears the name of its property. A
    claim whose passage differs has another ``evidence``.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for graph in graphs:
        before, after = set(older.lines(graph)), set(newer.lines(graph))
        changed: set[str] = set()
        for subject, predicate, _ in _parts(before ^ after):
            if subject.startswith(_CLAIM):
                found[slug_of(subject)].add(_member(predicate))
            else:
                changed.add(f"<{subject}>")
        for subject, predicate, value in _parts(before | after if changed else ()):
            if predicate == _EVIDENCE and value in changed:
                found[slug_of(subject)].add("evidence")
    return dict(found)


def _parts(lines: Iterable[bytes]) -> Iterator[tuple[str, str, str]]:
    """Yield subject and predicate of N-Triples lines, and the object as it is written."""
    for line in lines:
        subject, predicate, value = line.decode("utf-8").split(" ", 2)
        yield subject.strip("<>"), predicate.strip("<>"), value.rstrip(" .\n")


def _member(predicate: str) -> str:
    name = slug_of(predicate)
    return _NAMES.get(name) or re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()
