"""Stages of agreements and projects: those that claims tell of, in their order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from kzgraph.dates import from_text
from kzgraph.identifiers import TERMS, slug_of
from kzgraph.model import Period
from kzgraph.model.stages import StageReached
from kzgraph.read.graph import Graph
from kzgraph.read.lines import terms
from kzgraph.read.listing import Link
from kzgraph.read.stage_table import CONCEPTS, INCOMING, OWN, PLACES, WORDS
from kzgraph.read.tellers import Teller, Told, stated, telling, told_of
from kzgraph.statements import View

Tellers = Mapping[str, list[Teller]]
"""Who tells of each stage."""

ASSERTED: Final = "Asserted"


def stages_of(
    graph: Graph, view: View, things: Iterable[int]
) -> dict[int, tuple[StageReached, ...]]:
    """Return the stages of some things, by their numbers.

    A stage is told by ``hasStage``, by a date, and by what brings it about: an announcement, a
    signatory, a referendum. A stage that no claim tells is not there.
    """
    return {
        thing: in_order(tellers, view) for thing, tellers in tellers_of(graph, view, things).items()
    }


def tellers_of(graph: Graph, view: View, things: Iterable[int]) -> dict[int, Tellers]:
    """Return who tells of the stages of some things, by their numbers."""
    found: dict[int, dict[str, list[Teller]]] = defaultdict(lambda: defaultdict(list))
    for told in told_of(
        graph, view, things, {"subject": ("hasStage", *OWN), "object": tuple(INCOMING)}
    ):
        stage = _stage(told)
        if stage is not None:
            found[told.thing][stage].append(told.teller)
    return dict(found)


def in_order(tellers: Tellers, view: View) -> tuple[StageReached, ...]:
    """Return the stages that enough documents tell of."""
    made = (stage_reached(stage, tellers[stage]) for stage in PLACES if stage in tellers)
    return tuple(stage for stage in made if stage.corroboration >= view.min_corroboration)


def latest(stages: Iterable[StageReached]) -> StageReached | None:
    """Return the last stage of a life cycle that is asserted; None where none is."""
    reached = [stage for stage in stages if ASSERTED in stage.modalities]
    return reached[-1] if reached else None


def reached(graph: Graph, stage: str) -> tuple[Link, ...]:
    """Return the links of which a thing has one that is asserted to have reached a stage."""
    rows = graph.statements.rows(terms("stage"), {"stage": TERMS + CONCEPTS[stage]})
    links = [Link(("hasStage",), frozenset(row[0] for row in rows), asserted=True)]
    for tells, incoming in ((OWN, False), (INCOMING, True)):
        properties = tuple(name for name, told in tells.items() if told == stage)
        if properties:
            links.append(Link(properties, incoming=incoming, asserted=True))
    return tuple(links)


def stage_reached(stage: str, tellers: list[Teller]) -> StageReached:
    """Return a stage from those who tell of it."""
    dates = stated(tellers)
    as_of = [teller.as_of for teller in telling(tellers) if teller.as_of]
    # Of several stated dates the most precise, of several documents the first.
    day = min(dates, key=lambda text: (-len(text), text), default=min(as_of, default=None))
    return StageReached(
        stage,
        day,
        _period(day),
        None if day is None else "stated" if dates else "as_of",
        claims=tuple(dict.fromkeys(teller.claim for teller in tellers)),
        modalities=tuple(sorted({teller.modality for teller in tellers})),
        corroboration=len({teller.origin for teller in tellers}),
        primary=len({teller.primary for teller in tellers} - {None}),
        sources=tuple(sorted({teller.source for teller in tellers})),
    )


def _stage(told: Told) -> str | None:
    """Return the stage that a statement tells of."""
    if told.property == "hasStage":
        return WORDS.get(slug_of(told.value))
    return OWN.get(told.property) or INCOMING.get(told.property)


# The same few years and days come up with each thing of a list.
@lru_cache(maxsize=4096)
def _period(day: str | None) -> Period | None:
    if day is None:
        return None
    first, _, last = day.partition("/")
    ends = (first, last or first)
    begun, ended = (None if end == ".." else from_text(end) for end in ends)
    return Period(
        begun.first.isoformat() if begun else None, ended.last.isoformat() if ended else None
    )
