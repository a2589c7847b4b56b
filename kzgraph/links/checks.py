"""What is wrong with link tables as a whole: each fault with the file and line of its row."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

from kzgraph.errors import Problem
from kzgraph.identifiers import compact
from kzgraph.links.cells import NO_TERM
from kzgraph.links.model import Judgement
from kzgraph.links.quads import record_iri
from kzgraph.links.sssom import Table
from kzgraph.links.targets import TARGETS, target_of
from kzgraph.vocab import SEMAPV, SKOS

RELATIONS: Final = frozenset(
    SKOS + name
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)
"""What a judgement may say: the mapping relations of SKOS."""

_ONE_TO_ONE: Final = frozenset(target.name for target in TARGETS if target.name != "eurovoc")
"""Sets in which each thing has one identifier; a concept of EuroVoc can be several of ours."""


def check(tables: Iterable[Table], known: Collection[str]) -> Iterator[Problem]:
    """Find the faults of all tables; ``known`` are the IRIs that are described elsewhere."""
    first: dict[tuple[str, ...], str] = {}
    for table in tables:
        for line, judgement in table.rows:
            place = f"{table.path.name}:{line}"
            faults = [*_alone(judgement, known), *_beside(judgement, place, first)]
            for rule, message in faults:
                yield Problem(message, str(table.path), line, judgement.subject, rule)


def _alone(judgement: Judgement, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Find what is wrong with a row by itself: pairs of rule and message."""
    if judgement.subject not in known:
        yield (
            "link-subject",
            "is described nowhere; mend subject_id, or describe it in data/entities",
        )
    if judgement.predicate not in RELATIONS:
        shown = compact(judgement.predicate)
        yield "link-relation", f"{shown} is no mapping relation; write skos:exactMatch or its like"
    if not judgement.justification.startswith(SEMAPV):
        shown = judgement.justification
        yield "link-justification", f"{shown} is no term of semapv:; write how it was judged"
    if judgement.date == date.min:
        yield "link-date", "mapping_date is empty; write the day of the judgement"
    if judgement.object is None and not judgement.object_source:
        yield "link-source", "sssom:NoTermFound needs object_source; say which set was searched"


def _beside(
    judgement: Judgement, place: str, first: dict[tuple[str, ...], str]
) -> Iterator[tuple[str, str]]:
    """Find what contradicts a row before it; ``first`` tells where each key stood first."""
    theirs = judgement.object or NO_TERM
    before = first.setdefault(("record", record_iri(judgement)), place)
    if before != place:
        yield "link-twice", f"this pair is judged in {before} already; keep one of the two"
        return
    if not (judgement.verdict == "match" and judgement.predicate == SKOS + "exactMatch"):
        return
    target = target_of(judgement.object, judgement.object_source)
    before = first.setdefault(("object", theirs), place)
    if before != place:
        yield "link-object-twice", f"{theirs} is another thing in {before}; one of the two is wrong"
    if target in _ONE_TO_ONE:
        before = first.setdefault(("subject", judgement.subject, target), place)
        if before != place:
            yield "link-subject-twice", f"has another {target} identifier in {before}; keep one"
