"""The dossier of a visit: who, when, where, what was said and signed, and what became of it."""

from dataclasses import dataclass
from typing import Final

from kzgraph.model import Statement, Value
from kzgraph.model.visits import Dossier, SignedAgreement
from kzgraph.read import signed, things
from kzgraph.read.agreements import is_set
from kzgraph.read.events import DATES, KIND_OF, PLACES, date_of, event_parts
from kzgraph.read.graph import Graph
from kzgraph.read.later import later_documents
from kzgraph.read.life_cycles import life_cycles, plain_stages
from kzgraph.read.lines import Lines, about, lines, numbered, numbers, selection
from kzgraph.read.signed import Signed
from kzgraph.read.speeches import narrated, own_sources, speeches
from kzgraph.read.things import Thing
from kzgraph.statements import Selection, View, coverage_of

_WHO: Final = ("visitor",)
_PEOPLE: Final = ("participant", "visitor", "invitedBy", "inviter", "invitee", "acceptedBy")
_TIES: Final = ("partOfEvent", "signedDuring", "resultedFrom", "launchedDuring")
_SIGNATURES: Final = ("hasStage", "signedBy", "issuedBy")


@dataclass(frozen=True)
class _Brought:
    """What a visit brought: events, agreements, what was announced and launched; and what says so."""

    events: frozenset[int]
    signed: Signed
    announced: Lines
    launched: Lines
    others: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """Everything, by its numbers."""
        return self.events | self.signed.agreements | self.others


def get_dossier(graph: Graph, slug: str, view: View) -> Dossier:
    """Return the dossier of a visit, such as ``tokayev-france-2024``. Raises ``NotFoundError``."""
    visit = things.find_thing(graph, ("visit",), slug, "visit")
    told = about(graph, view, [visit.number], "subject")
    back = about(graph, view, [visit.number], "object")
    date = date_of(told)
    brought = _brought(graph, view, visit)
    events = brought.events | {visit.number}
    people = numbers(graph, about(graph, view, events, "subject").objects(*_PEOPLE))
    own = own_sources(graph, view, visit.number, date)
    parts = event_parts(graph, view, brought.events)
    names, _ = things.described(graph, visit)
    return Dossier(
        visit.id,
        visit.iri,
        visit.label,
        names,
        date,
        who=told.pick(*_WHO),
        when=told.pick(*DATES),
        where=told.pick(*PLACES),
        kind=told.pick(*KIND_OF),
        invited_by=told.pick("invitedBy"),
        met=tuple(part for part in parts if "Meeting" in part.types),
        other_parts=tuple(part for part in parts if "Meeting" not in part.types),
        said=speeches(graph, view, own, people, events),
        signed=_agreements(graph, view, brought.signed),
        told_alongside=_agreements(graph, view, _alongside(graph, view, own, brought.signed)),
        announced=brought.announced.statements,
        launched=brought.launched.statements,
        others=_others(told, back) + narrated(graph, view, own, events).statements,
        later=later_documents(graph, view, own, date, brought.all),
        documents=tuple(graph.statements.terms(own)[number] for number in own),
        left_out=things.left_out(graph, view, brought.all | {visit.number}),
        coverage=coverage_of(graph.statements, view),
    )


def _others(told: Lines, back: Lines) -> tuple[Statement, ...]:
    shown = (*_WHO, *DATES, *PLACES, *KIND_OF, "invitedBy")
    return told.without(*shown) + back.without(*_TIES)


def _brought(graph: Graph, view: View, visit: Thing) -> _Brought:
    events, _ = signed.parts_of(graph, view, [visit.number])
    agreements = signed.signed_during(graph, view, events)
    announced = about(graph, view, events, "subject", "announces")
    what = numbers(graph, announced.objects("announces"))
    launched = about(graph, view, events, "object", "launchedDuring")
    initiatives = numbers(graph, launched.subjects("launchedDuring"))
    members = about(graph, view, initiatives, "object", "partOfInitiative")
    projects = about(graph, view, agreements.agreements, "subject", "concernsProject")
    others = (
        what
        | initiatives
        | numbers(graph, members.subjects("partOfInitiative"))
        | numbers(graph, projects.objects("concernsProject"))
    )
    return _Brought(
        events - {visit.number},
        agreements,
        announced + about(graph, view, what, "subject"),
        launched + about(graph, view, initiatives, "subject"),
        others,
    )


def _agreements(graph: Graph, view: View, found: Signed) -> tuple[SignedAgreement, ...]:
    cycles = life_cycles(graph, view, found.agreements)
    named = things.things(graph, found.agreements).values()
    ties = found.ties.by("subject")
    return tuple(
        SignedAgreement(
            one.id,
            one.iri,
            one.label,
            one.types,
            is_set(one),
            ties[one.iri].statements,
            plain_stages(cycles[one.number]),
            cycles[one.number].outlook.latest,
            cycles[one.number],
        )
        for one in sorted(named, key=lambda one: (one.label.casefold(), one.id))
    )


def _alongside(graph: Graph, view: View, own: list[int], during: Signed) -> Signed:
    """Return the agreements whose signing the visit's own documents tell of, at their own date."""
    told = lines(graph, view, _told_in(own)) if own else Lines()
    signing = Lines(
        tuple(
            line
            for line in told
            if line.predicate.iri is not None
            and (not line.predicate.iri.endswith("#hasStage") or _says_signed(line.object))
        )
    )
    found = numbers(graph, signing.subjects(*_SIGNATURES))
    return Signed(found - during.agreements, signing)


def _told_in(own: list[int]) -> Selection:
    signatures = selection((), "subject", _SIGNATURES)
    return Selection(
        (
            signatures.conditions[1],
            f"d.document IN ({numbered(own)})",
            "c.modality = 'Asserted'",
            "c.valid_first IS c.published_first AND c.valid_last IS c.published_last",
        ),
        signatures.values,
    )


def _says_signed(stage: Value) -> bool:
    return (stage.iri or "").endswith("#StageSigned")
