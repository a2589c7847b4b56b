"""Agreements and sets of them: lists, and one with its life cycle."""

from dataclasses import dataclass
from typing import Final

from kzgraph.model import Page, Part, Value
from kzgraph.model.agreements import Agreement, AgreementSummary
from kzgraph.model.amounts import Amount
from kzgraph.model.stages import StageReached
from kzgraph.read import stages, things
from kzgraph.read.graph import Graph
from kzgraph.read.life_cycles import life_cycles, plain_stages
from kzgraph.read.lines import Lines, about, numbers
from kzgraph.read.links import class_name, one_of, sectors_of
from kzgraph.read.listing import Link, Wanted, listed
from kzgraph.read.money import amounts_by_iri, stated
from kzgraph.read.names import thing_iri
from kzgraph.read.signed import signed_during
from kzgraph.read.things import Thing
from kzgraph.statements import View

KINDS: Final = ("agreement", "agreement-set")
_SIGNATORIES: Final = ("signedBy", "issuedBy")
_PART_OF: Final = ("partOfSet", "partOfInitiative")
_TOLD: Final = ("hasStage", "signedOn", "signedDuring", "resultedFrom")
_SHORT: Final = (*_SIGNATORIES, "concernsSector", "numberOfAgreements", "statedValue")
_LONG: Final = (
    *_SHORT,
    *_TOLD,
    *_PART_OF,
    "concernsTopic",
    "concernsProject",
    "startDate",
    "endDate",
)


@dataclass(frozen=True)
class AgreementFilter:
    """Which agreements are listed; None leaves a part open.

    ``type_name`` is a class such as ``Roadmap`` or ``AgreementSet``, ``stage`` one that was reached.
    ``signatory``, ``sector`` (what is narrower counts as well) and ``during`` (a visit or another
    event) are ids such as ``state/fra``; ``name`` is a name in any spelling.
    """

    type_name: str | None = None
    signatory: str | None = None
    sector: str | None = None
    stage: str | None = None
    during: str | None = None
    name: str | None = None


def list_agreements(
    graph: Graph, asked: AgreementFilter, view: View, part: Part
) -> Page[AgreementSummary]:
    """Return the agreements and sets that a view sees, by name.

    Raises ``BadRequestError`` for what is no id or class, and for a foreign cursor.
    """
    found = listed(graph, _wanted(graph, asked, view), view, part)
    told = about(graph, view, found.numbers, "subject", *_SHORT)
    cycles = stages.stages_of(graph, view, found.numbers)
    amounts = amounts_by_iri(graph, told.objects("statedValue"))
    named, by_thing = things.things(graph, found.numbers), told.by("subject")
    items = tuple(
        _summary(named[number], by_thing[named[number].iri], cycles.get(number, ()), amounts)
        for number in found.numbers
    )
    return Page(items, found.total, found.next, found.left_out, found.coverage)


def get_agreement(graph: Graph, slug: str, view: View) -> Agreement:
    """Return an agreement or a set, such as ``joint-declaration-2024``. Raises ``NotFoundError``."""
    one = things.find_thing(graph, KINDS, slug, "agreement")
    told = about(graph, view, [one.number], "subject")
    back = about(graph, view, [one.number], "object")
    names, description = things.described(graph, one)
    cycle = life_cycles(graph, view, [one.number])[one.number]
    return Agreement(
        one.id,
        one.iri,
        one.label,
        one.types,
        is_set(one),
        names,
        description,
        signatories=told.pick(*_SIGNATORIES),
        sectors=told.pick("concernsSector"),
        topics=told.pick("concernsTopic", "concernsProject"),
        number=told.pick("numberOfAgreements"),
        value=stated(graph, told.pick("statedValue")),
        starts=told.pick("startDate"),
        ends=told.pick("endDate"),
        signed_during=told.pick("signedDuring", "resultedFrom"),
        part_of=told.pick(*_PART_OF),
        members=back.pick("partOfSet"),
        stages=plain_stages(cycle),
        latest_stage=cycle.outlook.latest,
        others=told.without(*_LONG) + back.without("partOfSet"),
        documents=things.documents(graph, told + back),
        left_out=things.left_out(graph, view, [one.number]),
        life_cycle=cycle,
    )


def is_set(one: Thing) -> bool:
    """Tell whether a thing is a counted set of agreements."""
    return "AgreementSet" in one.types


def _wanted(graph: Graph, asked: AgreementFilter, view: View) -> Wanted:
    links: list[tuple[Link, ...]] = []
    if asked.signatory is not None:
        links.append((one_of(graph, asked.signatory, *_SIGNATORIES),))
    if asked.sector is not None:
        links.append((Link(("concernsSector",), sectors_of(graph, asked.sector)),))
    if asked.stage is not None:
        links.append(stages.reached(graph, asked.stage))
    among = None
    if asked.during is not None:
        events = numbers(graph, [Value("", thing_iri(asked.during))])
        among = signed_during(graph, view, events).agreements
    type_name = class_name(graph, asked.type_name)
    return Wanted(("Agreement", "AgreementSet"), type_name, asked.name, tuple(links), among)


def _summary(
    one: Thing, told: Lines, cycle: tuple[StageReached, ...], amounts: dict[str, Amount]
) -> AgreementSummary:
    last = stages.latest(cycle)
    counted = [value.text for value in told.objects("numberOfAgreements")]
    worth = [amounts[value.iri] for value in told.objects("statedValue") if value.iri in amounts]
    claims, sources = things.reasons([*told, *cycle])
    return AgreementSummary(
        one.id,
        one.iri,
        one.label,
        one.types,
        is_set(one),
        signatories=told.objects(*_SIGNATORIES),
        sectors=told.objects("concernsSector"),
        number=int(counted[0]) if counted else None,
        value=worth[0] if worth else None,
        latest_stage=last.stage if last else None,
        latest_date=last.date if last else None,
        claims=claims,
        sources=sources,
    )
