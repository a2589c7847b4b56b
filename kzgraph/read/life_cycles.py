"""Life cycles: stages with their dates and lags, what is missing between them, and what came after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from kzgraph.identifiers import slug_of
from kzgraph.model import Value
from kzgraph.model.stages import Gap, LifeCycle, StageReached, StageTold
from kzgraph.read.graph import Graph
from kzgraph.read.lags import lag, readings
from kzgraph.read.last_word import LastWord, known_until, last_words
from kzgraph.read.lines import numbered
from kzgraph.read.outlook import outlook
from kzgraph.read.stage_table import PLACES, expected
from kzgraph.read.stages import ASSERTED, Tellers, in_order, tellers_of
from kzgraph.read.tellers import stated, telling
from kzgraph.statements import View


def life_cycles(graph: Graph, view: View, things: Iterable[int]) -> dict[int, LifeCycle]:
    """Return the life cycles of some agreements and projects, by their numbers; few questions in all."""
    numbers = tuple(things)
    told, words = tellers_of(graph, view, numbers), last_words(graph, view, numbers)
    classes, until = _classes(graph, numbers), known_until(graph, view)
    acting = actors(graph, told.values())
    cycles = {}
    for number in numbers:
        stages = told_stages(told.get(number, {}), view, acting)
        path = expected(classes.get(number, frozenset()))
        cycles[number] = life_cycle(stages, path, words.get(number), until)
    return cycles


def life_cycle(
    stages: Sequence[StageTold], path: Sequence[str], word: LastWord | None, until: str | None
) -> LifeCycle:
    """Return a life cycle of its stages, the path that is expected, and the latest documents."""
    return LifeCycle(tuple(stages), tuple(path), gaps(path, stages), outlook(stages, word, until))


def plain_stages(cycle: LifeCycle) -> tuple[StageReached, ...]:
    """Return the stages of a life cycle without what it adds to them."""
    return tuple(StageReached(**_members(stage)) for stage in cycle.stages)


def actors(graph: Graph, told: Iterable[Tellers]) -> Mapping[int, Value]:
    """Return who acts in some stages, by their numbers."""
    every = (one for tellers in told for group in tellers.values() for one in group)
    return graph.statements.terms({teller.who for teller in every if teller.who is not None})


def told_stages(tellers: Tellers, view: View, acting: Mapping[int, Value]) -> tuple[StageTold, ...]:
    """Return stages with who acted, every date, and the time since the asserted stage before."""
    made: list[StageTold] = []
    before: StageTold | None = None
    for stage in in_order(tellers, view):
        dates = readings(stated(tellers[stage.stage]))
        dated = telling(tellers[stage.stage])
        who = dict.fromkeys(acting[teller.who] for teller in dated if teller.who is not None)
        is_asserted = ASSERTED in stage.modalities
        since = lag(before.stage, before.dates, dates) if before and is_asserted else None
        made.append(StageTold(**_members(stage), who=tuple(who), dates=dates, lag=since))
        before = made[-1] if is_asserted else before
    return tuple(made)


def gaps(path: Iterable[str], stages: Iterable[StageReached]) -> tuple[Gap, ...]:
    """Return the stages of a path before the last one that is asserted, and not asserted themselves."""
    known = [stage.stage for stage in stages if ASSERTED in stage.modalities]
    if not known:
        return ()
    missing = (stage for stage in path if stage not in known)
    return tuple(_gap(stage, known) for stage in missing if PLACES[stage] < PLACES[known[-1]])


def _gap(stage: str, known: Sequence[str]) -> Gap:
    earlier = [one for one in known if PLACES[one] < PLACES[stage]]
    return Gap(stage, earlier[-1] if earlier else None, known[len(earlier)])


def _members(stage: StageReached) -> dict[str, Any]:
    return {part.name: getattr(stage, part.name) for part in fields(StageReached)}


def _classes(graph: Graph, numbers: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return the local names of the classes of things, and of their superclasses."""
    rows = graph.statements.rows(
        f"""SELECT k.entity, t.text FROM entity_class AS k JOIN term AS t ON t.id = k.class
        WHERE k.entity IN ({numbered(numbers)})"""
    )
    found: dict[int, set[str]] = {}
    for number, iri in rows:
        found.setdefault(number, set()).add(slug_of(iri))
    return {number: frozenset(names) for number, names in found.items()}
