"""Life cycles: the stages that claims tell of agreements and projects, in their order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kzgraph.dates import from_text
from kzgraph.identifiers import TERMS, slug_of
from kzgraph.model import Period, Value
from kzgraph.model.stages import StageReached
from kzgraph.read.graph import Graph
from kzgraph.read.lines import numbered, terms
from kzgraph.read.listing import Link
from kzgraph.read.periods import GIVEN_ENDS, given
from kzgraph.statements import View
from kzgraph.statements.index import Row

AGREEMENT_STAGES: Final = {
    "announced": "StageAnnounced",
    "signed": "StageSigned",
    "ratified": "StageRatified",
    "in-force": "StageInForce",
    "implemented": "StageImplemented",
    "lapsed": "StageLapsed",
}
PROJECT_STAGES: Final = {
    "proposed": "StageProposed",
    "decided": "StageDecided",
    "vendor-chosen": "StageVendorChosen",
    "financed": "StageFinanced",
    "under-construction": "StageUnderConstruction",
    "operating": "StageOperating",
}
"""Stages in their order, and the local names of their concepts."""

SIGNING: Final = ("signedOn", "signedDuring", "signedBy")
"""Properties by which a claim tells that an agreement is signed."""

_WORDS: Final = {name: word for word, name in (AGREEMENT_STAGES | PROJECT_STAGES).items()}
_ORDER: Final = tuple(AGREEMENT_STAGES) + tuple(PROJECT_STAGES)
_TOLD: Final = """SELECT s.{thing}, s.predicate, s.object, c.name, c.modality, c.valid_first,
        c.valid_last, c.published_first, c.published_last, d.origin, source.name, {ends}
    FROM statement AS s JOIN claim AS c ON c.statement = s.id
    JOIN claim_source AS d ON d.claim = c.id JOIN document AS source ON source.id = d.document
    WHERE s.{thing} IN ({things}) AND s.predicate IN ({properties}) AND {condition}"""


@dataclass(frozen=True)
class _Teller:
    """A claim that tells of a stage; ``when`` is set where it says when that was."""

    claim: str
    modality: str
    when: str | None
    as_of: str | None
    origin: int
    source: str


def stages_of(
    graph: Graph, view: View, things: Iterable[int]
) -> dict[int, tuple[StageReached, ...]]:
    """Return the life cycles of some things, by their numbers.

    A stage is told by ``hasStage``; signing also by a date, an event or a signatory, announcing by
    an announcement. A stage that no claim tells is not there.
    """
    told: dict[int, dict[str, list[_Teller]]] = defaultdict(lambda: defaultdict(list))
    rows = _rows(graph, view, list(things))
    # The same few properties and values come up in every row.
    named = {number: value.iri or value.text for number, value in _terms(graph, rows).items()}
    names = {number: slug_of(iri) for number, iri in named.items()}
    for row in rows:
        stage = _stage(names[row[1]], names[row[2]])
        if stage is not None:
            when = named[row[2]] if names[row[1]] == "signedOn" else None
            told[row[0]][stage].append(_teller(row, when))
    return {thing: _cycle(stages, view) for thing, stages in told.items()}


def latest(stages: Iterable[StageReached]) -> StageReached | None:
    """Return the last stage of a life cycle that is asserted; None where none is."""
    reached = [stage for stage in stages if "Asserted" in stage.modalities]
    return reached[-1] if reached else None


def reached(graph: Graph, stage: str) -> tuple[Link, ...]:
    """Return the links of which a thing has one that is asserted to have reached a stage."""
    rows = graph.statements.rows(terms("stage"), {"stage": TERMS + _names()[stage]})
    links = [Link(("hasStage",), frozenset(row[0] for row in rows), asserted=True)]
    if stage == "signed":
        links.append(Link(SIGNING, asserted=True))
    if stage == "announced":
        links.append(Link(("announces",), incoming=True, asserted=True))
    return tuple(links)


def _names() -> Mapping[str, str]:
    return AGREEMENT_STAGES | PROJECT_STAGES


def _rows(graph: Graph, view: View, things: list[int]) -> list[Row]:
    own = {f"own_{at}": TERMS + name for at, name in enumerate(("hasStage", *SIGNING))}
    parts = (("subject", terms(*own)), ("object", terms("announces")))
    question = " UNION ALL ".join(
        _TOLD.format(
            thing=end,
            things=numbered(things),
            properties=names,
            condition=view.condition(),
            ends=GIVEN_ENDS,
        )
        for end, names in parts
    )
    values = {**own, "announces": TERMS + "announces", **view.values()}
    return graph.statements.rows(f"{question} ORDER BY 4", values)


def _terms(graph: Graph, rows: list[Row]) -> dict[int, Value]:
    return graph.statements.terms(number for row in rows for number in row[1:3])


def _stage(prop: str, value: str) -> str | None:
    """Return the stage that a statement tells of, by the names of its property and its value."""
    if prop == "hasStage":
        return _WORDS.get(value)
    return "announced" if prop == "announces" else "signed"


def _teller(row: Row, when: str | None) -> _Teller:
    """Return a claim; ``when`` is the date that is its value, if it is one."""
    claim, modality, first, last = row[3:7]
    published, origin, source, ends = list(row[7:9]), row[9], row[10], row[11:]
    if when is not None or first is None:
        return _Teller(claim, modality, when, None, origin, source)
    # A claim that holds when its document came out says only that the stage was reached by then.
    held = given(first, last, *ends)
    own = [first, last] != published
    return _Teller(claim, modality, held if own else None, None if own else held, origin, source)


def _cycle(stages: Mapping[str, list[_Teller]], view: View) -> tuple[StageReached, ...]:
    made = (_reached(stage, stages[stage]) for stage in _ORDER if stage in stages)
    return tuple(stage for stage in made if stage.corroboration >= view.min_corroboration)


def _reached(stage: str, tellers: list[_Teller]) -> StageReached:
    stated = [teller.when for teller in tellers if teller.when]
    as_of = [teller.as_of for teller in tellers if teller.as_of]
    # Of several stated dates the most precise, of several documents the first.
    day = min(stated, key=lambda text: (-len(text), text), default=min(as_of, default=None))
    return StageReached(
        stage,
        day,
        _period(day),
        None if day is None else "stated" if stated else "as_of",
        claims=tuple(dict.fromkeys(teller.claim for teller in tellers)),
        modalities=tuple(sorted({teller.modality for teller in tellers})),
        corroboration=len({teller.origin for teller in tellers}),
        sources=tuple(sorted({teller.source for teller in tellers})),
    )


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
