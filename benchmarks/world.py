"""What documents can speak of: things with their names and values, as text of ``data/entities``.

Things are named by their compact IRIs (``company:made-7``); their descriptions are Turtle that is put
together from templates, since making terms one by one would take ten times as long.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from spelling import LANGUAGES, Names, names

FIRST_DAY = date(2008, 1, 15)
DAYS = 18 * 365

FILES = {
    "agreement": "agreements",
    "agreement-set": "agreements",
    "amount": "values",
    "commodity": "trade",
    "event": "events",
    "figure": "figures",
    "goal": "goals",
    "corridor": "places",
    "initiative": "projects",
    "group": "organisations",
    "issue": "issues",
    "observation": "trade",
    "office": "persons",
    "origin": "origins",
    "partnership": "relations",
    "person": "persons",
    "place": "places",
    "project": "projects",
    "quantity": "values",
    "relation": "relations",
    "situation": "situations",
    "state": "states",
    "visit": "events",
}
"""Kind of a thing to the file of ``data/entities`` that describes it; others are organisations."""

KINDS = (
    *("agreement", "agreement-set", "amount", "characterisation", "claim", "commodity", "company"),
    *("corridor", "document", "event", "figure", "goal", "group", "initiative", "issue"),
    *("observation", "office", "organisation", "origin", "partnership", "passage", "person"),
    *("place", "principle", "project", "quantity", "relation", "sector", "selector", "sentence"),
    *("situation", "state", "visit"),
)
"""Kinds of things that occur, each with a prefix of its own in every file."""

REAL = (
    ("state:kaz", "KAZ", ("Kazakhstan", "Kazakhstan", "Казахстан", "Қазақстан")),
    ("state:fra", "FRA", ("France", "France", "Франция", "Франция")),
)
"""The two states that everything began with: benchmarks ask for them by name."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MAGNITUDES = (10**5, 10**6, 10**7, 10**8, 10**9)


@dataclass
class World:
    """Things by kind, their English and French names, and their descriptions by file."""

    random: Random
    pools: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    triples: int = 0
    """How many triples the descriptions have."""

    def some(self, rate: float) -> range:
        """Return as many numbers as a rate says on average: one or two where it is 1.6."""
        return range(int(rate + self.random.random()))

    def of(self, values: tuple[str, ...]) -> str:
        """Return one of several texts."""
        return values[int(self.random.random() * len(values))]

    def any(self, *kinds: str) -> str:
        """Return one thing of some kinds; those that came first are spoken of much more."""
        among = self.pools[self.of(kinds)]
        return among[int(len(among) * self.random.random() ** 2.5)]

    def new(self, kind: str, cls: str, *more: str, called: Names | None = None) -> str:
        """Describe a new thing and return its compact IRI; ``more`` are its other properties."""
        number = len(self.pools.setdefault(kind, []))
        one = f"{kind}:made-{number}"
        self.describe(one, kind, f"kz:{cls}", (*self._named(one, kind, called, number), *more))
        self.pools[kind].append(one)
        return one

    def describe(self, one: str, kind: str, cls: str, lines: tuple[str, ...]) -> None:
        """Write down a thing of a class, with its properties and their values."""
        text = " ;\n\t".join((f"{one} a {cls}", *lines))
        self.files.setdefault(FILES.get(kind, "organisations"), []).append(text + " .\n")
        self.triples += 1 + len(lines) + sum(line.count(" , ") for line in lines)

    def _named(self, one: str, kind: str, called: Names | None, number: int) -> tuple[str, ...]:
        told = called or names(self.random, kind)
        self.labels[one] = told[:2]
        named = zip(told, LANGUAGES, strict=True)
        preferred = " , ".join(sorted(f'"{name}"@{language}' for name, language in named))
        lines = (f"skos:prefLabel {preferred}",)
        if number % 8 == 3:
            lines = (f'skos:altLabel "{told[0]} ({number})"@en', *lines)
        if number % 10 == 7:
            note = f'schema:description "Not the other {told[0]}."@en'
            lines = (*lines, note)
        return lines

    def states(self, wanted: int) -> None:
        """Make the states that all is about: the two real ones and made-up others."""
        pool = self.pools.setdefault("state", [])
        for one, code, called in REAL:
            lines = self._named(one, "state", called, 0)
            self.describe(one, "state", "kz:State", (*lines, f'kz:iso3166Alpha3 "{code}"'))
            pool.append(one)
        for number in range(wanted - len(REAL)):
            code = f"X{_LETTERS[number // 26]}{_LETTERS[number % 26]}"
            self.new("state", "State", f'kz:iso3166Alpha3 "{code}"')

    def amount(self) -> str:
        """Return an amount of money; round ones come again and again."""
        random = self.random
        value = random.choice(_MAGNITUDES) * (
            random.randrange(1, 20) if random.random() < 0.7 else random.randrange(20, 1000)
        )
        currency = "USD" if random.random() < 0.7 else "EUR"
        one = f"amount:{currency.lower()}-{value}"
        if one not in self.labels:
            lines = (f'schema:currency "{currency}"', f'schema:value "{value}"^^xsd:decimal')
            self.describe(one, "amount", "schema:MonetaryAmount", lines)
            self.labels[one] = (f"{value:,} {currency}", f"{value:,} {currency}".replace(",", " "))
        return one

    def quantity(self, unit: str, value: float, *, counted: bool = False) -> str:
        """Return a quantity in a unit of QUDT (``PERCENT``), or of things that are counted."""
        hedge = self.random.random()
        bound = "about-" if hedge < 0.15 else "more-than-" if hedge < 0.25 else ""
        one = f"quantity:{unit.lower().replace(' ', '-')}-{bound}{value:g}"
        if one not in self.labels:
            of = f'schema:unitText "{unit}"' if counted else f"qudt:hasUnit unit:{unit}"
            prop = "schema:minValue" if bound == "more-than-" else "schema:value"
            hedged = {"about-": ("kz:hedge kz:About",), "more-than-": ("kz:hedge kz:MoreThan",)}
            lines = (of, f'{prop} "{value:g}"^^xsd:decimal', *hedged.get(bound, ()))
            self.describe(one, "quantity", "schema:QuantitativeValue", lines)
            shown = f"{bound.replace('-', ' ')}{value:g} {unit.lower()}"
            self.labels[one] = (shown, shown)
        return one


def day(number: float) -> date:
    """Return a day by its place in all of the time, from 0 to 1."""
    return FIRST_DAY + timedelta(int(DAYS * number))
