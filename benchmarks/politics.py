"""What states and people do in a made-up world: visits, meetings, agreements, goals and worries."""

from datetime import timedelta

from happening import SECTORS, Episode, Telling, Truth

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


def bodies(it: Episode) -> Telling:
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


def people(it: Episode) -> Telling:
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


def visit(it: Episode) -> Telling:
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


def events(it: Episode) -> Telling:
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


def agreements(it: Episode) -> Telling:
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


def wishes(it: Episode) -> Telling:
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


def relations(it: Episode) -> Telling:
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
