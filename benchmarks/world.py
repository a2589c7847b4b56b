"""A made-up world in the shape of the model: states, persons, firms, agreements, projects, visits.

Every name is made of syllables and nobody bears it on purpose. The same seed gives the same world.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from kzgraph.identifiers import ENTITIES_GRAPH, thing
from kzgraph.rdf import Literal, NamedNode, Quad
from kzgraph.vocab import KZ, RDF_TYPE, SCHEMA, SKOS, XSD

Stated = tuple[NamedNode, str, NamedNode | Literal]
"""Subject, local name of the property, value."""

SHARES = {
    "company": 0.38,
    "agreement": 0.15,
    "person": 0.15,
    "event": 0.08,
    "project": 0.07,
    "observation": 0.06,
    "organisation": 0.05,
    "place": 0.03,
    "visit": 0.02,
    "state": 0.01,
}
"""Of the entities, how many are of each kind."""

CLASSES = {
    "company": ("Company", "JointVenture"),
    "agreement": ("Agreement", "MemorandumOfUnderstanding", "Roadmap", "Treaty", "Declaration"),
    "person": ("Person",),
    "event": ("Meeting", "Forum", "Ceremony", "Announcement"),
    "project": ("Project", "PowerProject"),
    "observation": ("TradeObservation",),
    "organisation": ("NewsOutlet", "Ministry", "BusinessAssociation"),
    "place": ("City", "Region"),
    "visit": ("Visit",),
    "state": ("State",),
}

WORDS = {
    "company": ("{} Energy", "{} Énergie", "{} Энерго", "{} Энерго"),
    "agreement": (
        "agreement on {}",
        "accord sur {}",
        "соглашение о {}",
        "{} туралы келісім",
    ),
    "event": ("meeting at {}", "réunion de {}", "встреча в {}", "{} кездесуі"),
    "project": ("{} plant", "centrale de {}", "станция {}", "{} станциясы"),
    "organisation": ("{} News", "Agence {}", "Агентство {}", "{} агенттігі"),
    "visit": ("visit to {}", "visite à {}", "визит в {}", "{} сапары"),
    "observation": ("trade of {}", "commerce de {}", "торговля {}", "{} саудасы"),
}
_LANGUAGES = ("en", "fr", "ru", "kk")
_LATIN = (
    "ba da ga ka la ma na ra sa ta be de ke le me ne re se te bo do ko lo mo no ro so to "
    "bu du ku lu mu nu ru su tu zhan bek sar dan mir tar gul kan bor lim ven dor mal"
)
_CYRILLIC = (
    "ба да га ка ла ма на ра са та бе де ке ле ме не ре се те бо до ко ло мо но ро со то "
    "бу ду ку лу му ну ру су ту жан бек сар дан мир тар гүл қан бор лим вен дор мал"
)
_SYLLABLES = tuple(zip(_LATIN.split(), _CYRILLIC.split(), strict=True))
_SECTORS = (
    "energy nuclear-energy wind-energy solar-energy mining transport rail-transport logistics "
    "agriculture health education culture industry aerospace digitalisation science trade"
)
_STAGES = ("StageAnnounced", "StageSigned", "StageRatified", "StageInForce", "StageImplemented")
_BUILT = ("StageProposed", "StageDecided", "StageFinanced", "StageUnderConstruction")
_VISITS = ("StateVisit", "OfficialVisit", "WorkingVisit")
_DAY = "day"

TRUTHS: dict[str, tuple[tuple[str, str | tuple[str, ...]], ...]] = {
    "company": (
        ("basedInState", "state"),
        ("operatesIn", "state"),
        ("activeInSector", "sector"),
        ("interestedIn", "project"),
    ),
    "person": (("memberOf", "organisation"),),
    "agreement": (
        ("signedBy", "state"),
        ("signedBy", "company"),
        ("concernsSector", "sector"),
        ("signedOn", _DAY),
        ("signedDuring", "visit"),
        ("hasStage", _STAGES),
        ("statedValue", "amount"),
    ),
    "project": (
        ("location", "state"),
        ("developer", "company"),
        ("concernsSector", "sector"),
        ("hasStage", _BUILT),
    ),
    "visit": (
        ("visitor", "person"),
        ("visitTo", "state"),
        ("startDate", _DAY),
        ("visitKind", _VISITS),
    ),
    "event": (
        ("partOfEvent", "visit"),
        ("participant", "person"),
        ("startDate", _DAY),
        ("heldAt", "place"),
        ("discussedTopic", "sector"),
    ),
    "observation": (("tradeValue", "amount"),),
    "place": (("location", "state"),),
    "state": (("headOfState", "person"), ("bordersState", "state")),
}
"""Kind of a thing to what is true of it: a property, and a kind of thing or some concepts."""

_FIRST_DAY = date(2010, 1, 1)
DAYS = 16 * 365


@dataclass
class World:
    """Everything that documents can speak of, and what is true of it.

    ``labels`` are the English labels by IRI; ``truths`` is what documents draw their claims from.
    """

    random: Random
    things: dict[str, list[NamedNode]] = field(default_factory=dict)
    labels: dict[NamedNode, str] = field(default_factory=dict)
    quads: list[Quad] = field(default_factory=list)
    truths: list[Stated] = field(default_factory=list)

    def one(self, kind: str) -> NamedNode:
        """Return one of a kind; some are spoken of much more than others."""
        among = self.things[kind]
        return among[int(len(among) * self.random.random() ** 3)]

    def day(self) -> date:
        """Return a day; later ones come more often."""
        return _FIRST_DAY + timedelta(int(DAYS * self.random.random() ** 0.5))

    def say(self, subject: NamedNode, prop: str, value: NamedNode | Literal) -> None:
        """Add a triple that is curated and needs no claim; properties are whole IRIs."""
        self.quads.append(Quad(subject, NamedNode(prop), value, NamedNode(ENTITIES_GRAPH)))


def make_world(random: Random, entities: int) -> World:
    """Return a world of about so many entities."""
    world = World(random)
    # The two that everything is about, and that the shipped data describe already.
    world.things["state"] = [NamedNode(thing("state", code)) for code in ("kaz", "fra")]
    world.labels |= dict(zip(world.things["state"], ("Kazakhstan", "France"), strict=True))
    world.things["sector"] = [NamedNode(thing("sector", slug)) for slug in _SECTORS.split()]
    for kind, share in SHARES.items():
        for number in range(max(3, round(entities * share))):
            _entity(world, kind, number)
    for amount in range(max(3, entities // 30)):
        _amount(world, amount)
    for kind in SHARES:
        for one in world.things[kind]:
            world.truths.extend(_truths(world, kind, one))
    random.shuffle(world.truths)
    return world


def _entity(world: World, kind: str, number: int) -> None:
    random = world.random
    latin, cyrillic = _name(random)
    if kind == "person":
        more = _name(random)
        latin, cyrillic = f"{latin} {more[0]}ov", f"{cyrillic} {more[1]}ов"
    one = NamedNode(thing(kind, f"made-{latin.lower().replace(' ', '-')}-{number}"))
    world.things.setdefault(kind, []).append(one)
    patterns = WORDS.get(kind, ("{}",) * len(_LANGUAGES))
    world.labels[one] = patterns[0].format(latin)
    world.say(one, RDF_TYPE, NamedNode(KZ + random.choice(CLASSES[kind])))
    for tag, pattern in zip(_LANGUAGES, patterns, strict=True):
        name = pattern.format(latin if tag in {"en", "fr"} else cyrillic)
        world.say(one, SKOS + "prefLabel", Literal(name, language=tag))
    if number % 4 == 0:
        world.say(one, SKOS + "altLabel", Literal(cyrillic, language="ru"))
    if kind == "observation":
        _dimensions(world, one, number)


def _name(random: Random) -> tuple[str, str]:
    parts = random.choices(_SYLLABLES, k=random.randint(2, 3))
    latin, cyrillic = ("".join(part[at] for part in parts) for at in (0, 1))
    return latin.capitalize(), cyrillic.capitalize()


def _dimensions(world: World, one: NamedNode, number: int) -> None:
    year = Literal(str(2010 + number % 16), datatype=NamedNode(XSD + "gYear"))
    world.say(one, KZ + "reporter", world.things["state"][number % 2])
    world.say(one, KZ + "partner", world.one("state"))
    flow = ("Exports", "Imports", "TotalTrade")[number % 3]
    world.say(one, KZ + "flow", NamedNode(KZ + flow))
    world.say(one, KZ + "periodStart", year)
    world.say(one, KZ + "periodEnd", year)


def _amount(world: World, number: int) -> None:
    value = str((number + 1) * 1_000_000)
    one = NamedNode(thing("amount", f"made-{value}"))
    world.things.setdefault("amount", []).append(one)
    world.labels[one] = f"{number + 1} million dollars"
    world.say(one, RDF_TYPE, NamedNode(SCHEMA + "MonetaryAmount"))
    world.say(one, SCHEMA + "currency", Literal("USD"))
    world.say(one, SCHEMA + "value", Literal(value, datatype=NamedNode(XSD + "decimal")))


def _truths(world: World, kind: str, one: NamedNode) -> Iterator[Stated]:
    """Yield what is true of a thing, in the words of the ontology."""
    for prop, of in TRUTHS.get(kind, ()):
        yield one, prop, _value(world, of)


def _value(world: World, of: str | tuple[str, ...]) -> NamedNode | Literal:
    if isinstance(of, tuple):
        return NamedNode(KZ + world.random.choice(of))
    return as_date(world.day()) if of == _DAY else world.one(of)


def as_date(day: date) -> Literal:
    """Return a day as a literal."""
    return Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))
