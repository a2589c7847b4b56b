"""What happens in a made-up world: visits with their agreements, projects, firms, worries and figures.

An episode is a visit of one state to another and all that documents tell around it: some 80 truths,
in about the proportions of the shipped data. Episodes come in the order of time.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from world import World, day

SECTORS = (
    *("sector:energy", "sector:nuclear-energy", "sector:wind-energy", "sector:solar-energy"),
    *("sector:mining", "sector:uranium", "sector:transport", "sector:rail-transport"),
    *("sector:logistics", "sector:agriculture", "sector:health", "sector:education"),
    *("sector:culture", "sector:industry", "sector:aerospace", "sector:digitalisation"),
    *("sector:science", "sector:trade", "sector:critical-minerals", "sector:construction"),
)
PRINCIPLES = (
    "principle:independence",
    "principle:national-sovereignty",
    "principle:territorial-integrity",
)
CHARACTERS = (
    "characterisation:important-visit",
    "characterisation:partner-of-choice",
    "characterisation:new-era-of-cooperation",
)
AGREEMENTS = (
    "Agreement",
    "IntergovernmentalAgreement",
    "PartnershipAgreement",
    "MemorandumOfUnderstanding",
    "CommercialContract",
    "Treaty",
    "Roadmap",
    "Declaration",
)
EVENTS = ("Forum", "Ceremony", "Announcement", "Invitation", "Exhibition", "Referendum")
PLACES = ("City", "City", "Region", "Building", "Place")
BODIES = ("NewsOutlet", "Ministry", "PublicBody", "Organisation", "BusinessAssociation")
FLOWS = ("Exports", "Imports", "TotalTrade")
STAGES = ("StageProposed", "StageDecided", "StageFinanced", "StageUnderConstruction")


class Truth(NamedTuple):
    """What is true, and how documents tell it.

    ``value`` is Turtle. ``holds`` is ``day`` (the first day of the episode), ``visit`` (its days),
    ``year`` (the year before) or ``told`` (as of the document). ``more`` are qualifiers as Turtle.
    """

    subject: str
    prop: str
    value: str
    holds: str = "told"
    modality: str = "Asserted"
    more: tuple[str, ...] = ()


class Episode:
    """One visit with all that is around it, made on the given part (0 to 1) of the time."""

    def __init__(self, world: World, when: float) -> None:
        self.world = world
        self.first: date = day(when)
        self.last: date = self.first + timedelta(int(world.random.random() * 3))
        self.guest, self.host = _two_states(world)
        self.people: list[str] = []
        self.firms: list[str] = []
        self.bodies: list[str] = []
        self.origins: list[str] = []
        self.visit = world.new("visit", "Visit")
        self.truths: list[Truth] = []
        for part in _PARTS:
            self.truths.extend(part(self))
        told = {truth[:3]: truth for truth in self.truths if truth.subject != truth.value}
        self.truths = list(told.values())

    @property
    def on(self) -> str:
        """The first day, as Turtle."""
        return f'"{self.first}"^^xsd:date'


Telling = Iterator[Truth]


def _two_states(world: World) -> tuple[str, str]:
    one, other = world.any("state"), world.any("state")
    while other == one:
        other = world.of(tuple(world.pools["state"]))
    return one, other


def _bodies(it: Episode) -> Telling:
    world = it.world
    for number in world.some(4.8):
        it.bodies.append(body := world.new("organisation", BODIES[number % len(BODIES)]))
        if number % 3 == 0:
            yield Truth(body, "location", world.any("state"))
        if number % 4 == 1:
            yield Truth(body, "establishedOn", f'"{it.first.year - 3 - number}"^^xsd:gYear')
        if number % 5 == 4:
            yield Truth(body, "memberOf", world.any("organisation", "group"))
    for _ in world.some(0.7):
        branch = world.new("organisation", "Establishment")
        yield Truth(branch, "branchOf", it.bodies[0])
        yield Truth(branch, "location", world.any("place"))
    for _ in world.some(1.1):
        publisher = f"dcterms:publisher {it.bodies[0]}"
        it.origins.append(world.new("origin", "Origin", publisher))


def _people(it: Episode) -> Telling:
    world = it.world
    if world.random.random() < 0.8:
        it.people.append(world.any("person"))
    for number in range(3):
        it.people.append(person := world.new("person", "Person"))
        office = world.any("office")
        if number < 2:
            office = world.new("office", "Office")
            yield Truth(office, "officeIn", it.guest if number else it.bodies[0])
        yield Truth(person, "holdsOffice", office)
        if number == 2:
            yield Truth(person, "memberOf", it.bodies[-1])
    if it.world.random.random() < 0.4:
        yield Truth(it.guest, "headOfState", it.people[0])


def _visit(it: Episode) -> Telling:
    world, visit = it.world, it.visit
    yield Truth(visit, "visitor", it.people[0], "visit")
    yield Truth(visit, "visitTo", it.host, "visit")
    yield Truth(
        visit,
        "visitKind",
        f"kz:{world.of(('StateVisit', 'OfficialVisit', 'WorkingVisit'))}",
        "visit",
    )
    yield Truth(visit, "startDate", it.on, "day")
    yield Truth(visit, "endDate", f'"{it.last}"^^xsd:date', "visit")
    city = (
        world.new("place", world.of(PLACES)) if world.random.random() < 0.5 else world.any("place")
    )
    yield Truth(visit, "visitedPlace", city, "visit")
    for person in it.people[1:3]:
        yield Truth(visit, "visitor", person, "visit")
    if world.random.random() < 0.5:
        yield Truth(visit, "ordinal", str(1 + int(world.random.random() * 9)), "visit")
    yield Truth(visit, "characterisedAs", world.of(CHARACTERS), "told", "Opinion")
    if world.random.random() < 0.3:
        yield Truth(visit, "invitedBy", world.any("person"), "day")


def _events(it: Episode) -> Telling:
    world = it.world
    during = (f"kz:duringEvent {it.visit}",)
    meeting = world.new("event", "Meeting")
    yield Truth(meeting, "partOfEvent", it.visit, "day", more=during)
    yield Truth(meeting, "startDate", it.on, "day")
    role = ('kz:role "chair"',)
    yield Truth(meeting, "participant", it.people[0], "day", more=during + role)
    yield Truth(meeting, "participant", it.people[-1], "day", more=during)
    for _ in world.some(1.6):
        yield Truth(meeting, "discussedTopic", world.of(SECTORS), "day", more=during)
    cls = world.of(EVENTS)
    event = world.new("event", cls)
    yield Truth(event, "startDate", it.on, "day")
    yield Truth(event, "organisedBy", world.any("organisation"), "day")
    yield Truth(event, "partOfEvent", it.visit, "day", more=during)
    if cls == "Invitation":
        yield Truth(event, "inviter", it.people[0], "day")
        yield Truth(event, "invitee", it.people[-1], "day")
    for _ in world.some(0.5):
        situation = world.new("situation", world.of(("Situation", "Situation", "ArmedConflict")))
        yield Truth(situation, "location", world.any("state", "place"))
        yield Truth(meeting, "takesPlaceAmid", situation, "day")


def _agreements(it: Episode) -> Telling:
    world = it.world
    whole = world.new("agreement-set", "AgreementSet")
    yield Truth(whole, "signedBy", it.host, "day")
    yield Truth(whole, "numberOfAgreements", str(10 + int(world.random.random() * 30)), "day")
    yield Truth(whole, "hasStage", "kz:StageSigned", "day")
    for number in world.some(4):
        cls = AGREEMENTS[int(world.random.random() * len(AGREEMENTS))]
        earlier = world.any("agreement") if world.pools.get("agreement") else None
        one = world.new("agreement", cls)
        yield from _agreement(it, one, cls)
        if number < 2:
            yield Truth(one, "partOfSet", whole, "day")
        if number == 0 and earlier and earlier != one:
            yield Truth(one, "follows", earlier)


def _agreement(it: Episode, one: str, cls: str) -> Telling:
    world, draw = it.world, it.world.random.random
    during = (f"kz:duringEvent {it.visit}",)
    for signer in (it.guest, world.any("company", "state", "organisation")):
        yield Truth(one, "signedBy", signer, "day", more=during if draw() < 0.4 else ())
    yield Truth(one, "signedOn", it.on, "day")
    yield Truth(one, "concernsSector", world.of(SECTORS))
    if draw() < 0.3:
        yield Truth(one, "signedDuring", it.visit, "day", more=during)
    if draw() < 0.5:
        yield Truth(one, "hasStage", "kz:StageSigned", "day")
    if draw() < 0.25:
        yield Truth(one, "statedValue", world.amount(), "day")
    if draw() < 0.12:
        yield Truth(one, "signedAt", world.any("place"), "day")
    if draw() < 0.2:
        yield Truth(one, "concernsProject", world.any("project"))
    if draw() < 0.1:
        force = it.first + timedelta(400)
        yield Truth(one, "inForceFrom", f'"{force.year}"^^xsd:gYear', "told", "Planned")
    if cls == "Declaration":
        yield Truth(one, "issuedBy", it.guest, "day")


def _firms(it: Episode) -> Telling:
    world = it.world
    for _ in world.some(2.2):
        it.firms.append(firm := world.new("company", "Company"))
        yield Truth(firm, "basedInState", world.any("state"))
        if world.random.random() < 0.5:
            yield Truth(firm, "operatesIn", it.host)
        if world.random.random() < 0.2:
            yield Truth(firm, "activeInSector", world.of(SECTORS))
    for _ in world.some(0.25):
        partners = sorted({*it.firms, world.any("company"), world.any("company")})[:3]
        venture = world.new("company", "JointVenture")
        yield Truth(venture, "basedInState", it.host)
        yield Truth(venture, "establishedOn", f'"{it.first.year}"^^xsd:gYear', "day")
        for partner in partners:
            yield Truth(
                venture, "jointVenturePartner", partner, more=('kz:share "33"^^xsd:decimal',)
            )


def _projects(it: Episode) -> Telling:
    world, draw = it.world, it.world.random.random
    for _ in world.some(1.1):
        power = draw() < 0.4
        project = world.new("project", "PowerProject" if power else "Project")
        yield Truth(project, "location", it.host)
        yield Truth(project, "developer", it.firms[0])
        yield Truth(project, "concernsSector", world.of(SECTORS))
        yield Truth(project, "hasStage", f"kz:{world.of(STAGES)}")
        yield Truth(project, "statedValue", world.amount(), "told", "Planned")
        if power:
            capacity = world.quantity("MegaW", 50 * (1 + int(draw() * 40)))
            yield Truth(project, "plannedCapacity", capacity, "told", "Planned")
        if draw() < 0.5:
            given = (f"kz:amount {world.amount()}",)
            yield Truth(project, "financedBy", world.any("organisation"), more=given)
        for prop in ("interestedIn", "shortlistedFor", "participatesIn"):
            if draw() < 0.5:
                yield Truth(
                    world.any("company"),
                    prop,
                    project,
                    "told",
                    "Asserted" if prop == "interestedIn" else "Intended",
                )


def _wishes(it: Episode) -> Telling:
    world = it.world
    for _ in world.some(1.7):
        goal = world.new("goal", "Goal")
        yield Truth(it.guest, "pursuesGoal", goal)
        yield Truth(it.people[0], "pursuesGoal", goal, "told", world.of(("Intended", "Proposed")))
    for _ in world.some(1.6):
        issue = world.new("issue", "Issue")
        yield Truth(it.people[0], "expressedConcernAbout", issue, "day")
        yield Truth(it.host, "expressedSupportFor", issue, "day")
    for _ in world.some(1.9):
        yield Truth(it.people[-1], "affirmedCommitmentTo", world.of(PRINCIPLES), "day")
    for _ in world.some(0.7):
        yield Truth(it.people[0], "calledFor", world.of(PRINCIPLES), "told", "Proposed")
    for _ in world.some(0.2):
        initiative = world.new("initiative", "Initiative")
        yield Truth(initiative, "initiatedBy", it.guest)
        corridor = world.new("corridor", "Corridor")
        yield Truth(corridor, "connects", it.guest)
        yield Truth(corridor, "connects", it.host)
    for _ in world.some(1.2):
        group = world.new("group", "Group")
        members = world.quantity(
            "persons", 10 * (1 + int(world.random.random() * 900)), counted=True
        )
        yield Truth(group, "numberOfMembers", members, "told", more=(f"kz:scope {it.host}",))


def _relations(it: Episode) -> Telling:
    world = it.world
    sides = sorted((it.guest, it.host))
    relation = f"relation:{'-'.join(side[6:] for side in sides)}"
    if relation not in world.labels:
        one, other = (world.labels[side] for side in sides)
        named = (f"relations of {one[0]} and {other[0]}", f"relations entre {one[1]} et {other[1]}")
        lines = (
            f'skos:prefLabel "{named[0]}"@en , "{named[1]}"@fr , "{named[0]}"@kk , "{named[0]}"@ru'
        )
        world.describe(relation, "relation", "kz:BilateralRelation", (lines,))
        world.labels[relation] = named
        world.pools.setdefault("relation", []).append(relation)
        for side in sides:
            yield Truth(relation, "hasParty", side)
        partnership = world.new("partnership", "StrategicPartnership")
        yield Truth(
            partnership, "establishedOn", f'"{it.first.year}"^^xsd:gYear', "day", "Announced"
        )
    yield Truth(
        relation, world.of(("hasPrioritySector", "developsIn", "hasProjectsIn")), world.of(SECTORS)
    )


def _figures(it: Episode) -> Telling:
    world, draw = it.world, it.world.random.random
    for number in world.some(4):
        of = (it.firms[0], it.visit, it.host, world.any("project", "company"))[number % 4]
        figure = world.new("figure", "Figure", f"kz:figureOf {of}")
        units = ("companies", "visits", "tonnes of uranium per year", "turbines")
        value = (
            world.quantity(units[number % 4], 1 + int(draw() * 5000), counted=True)
            if number != 1
            else world.amount()
        )
        status = ("kz:figureStatus kz:PreliminaryFigure",) if draw() < 0.2 else ()
        modality = "Estimated" if draw() < 0.1 else "Asserted"
        yield Truth(figure, "figureValue", value, "told", modality, status)


def _trade(it: Episode) -> Telling:
    world, draw = it.world, it.world.random.random
    year, flow = it.first.year - 1, world.of(FLOWS)
    product = world.any("commodity") if draw() < 0.2 else None
    now = _observation(it, year, flow, product)
    if now is None:
        return
    yield Truth(now, "tradeValue", world.amount(), "year")
    before = _observation(it, year - 1, flow, product)
    if before:
        growth = (f"kz:comparedWith {before}",)
        yield Truth(before, "tradeValue", world.amount(), "year")
        yield Truth(
            now, "growth", world.quantity("PERCENT", 1 + int(draw() * 80)), "year", more=growth
        )
    if draw() < 0.4:
        yield Truth(now, "shareOfTotal", world.quantity("PERCENT", 1 + int(draw() * 60)), "year")


def _observation(it: Episode, year: int, flow: str, product: str | None) -> str | None:
    """Return a new observation of trade, or None where this one was there already."""
    world = it.world
    series = ".".join((it.guest, it.host, flow, product or "")).lower().replace(":", "-")
    one = f"observation:{series.strip('.')}.{year}"
    if one in world.labels:
        return None
    lines = [
        f'skos:prefLabel "trade {one[12:]}"@en , "commerce {one[12:]}"@fr , '
        f'"{one[12:]} саудасы"@kk , "торговля {one[12:]}"@ru',
        f"kz:flow kz:{flow}",
        f"kz:partner {it.host}",
        f'kz:periodEnd "{year}"^^xsd:gYear',
        f'kz:periodStart "{year}"^^xsd:gYear',
    ]
    if product:
        lines.append(f"kz:product {product}")
    world.describe(one, "observation", "kz:TradeObservation", (*lines, f"kz:reporter {it.guest}"))
    world.labels[one] = (f"trade {one[12:]}", f"commerce {one[12:]}")
    world.pools.setdefault("observation", []).append(one)
    return one


_PARTS = (
    _bodies,
    _people,
    _firms,
    _visit,
    _trade,
    _events,
    _agreements,
    _projects,
    _figures,
    _relations,
    _wishes,
)


def begin(world: World, states: int) -> None:
    """Make what the first episode finds there already."""
    world.states(states)
    for sector in (*SECTORS, *PRINCIPLES, *CHARACTERS):
        name = sector.partition(":")[2].replace("-", " ")
        world.labels[sector] = (name, name)
    for kind, cls, number in (
        ("office", "Office", 2),
        ("person", "Person", 2),
        ("place", "City", 4),
        ("group", "Group", 1),
        ("organisation", "NewsOutlet", 2),
        ("company", "Company", 2),
        ("project", "Project", 1),
        ("commodity", "Commodity", 3),
        ("agreement", "Charter", 1),
    ):
        for _ in range(number):
            world.new(kind, cls)
