"""Addresses of every list call of REST with varied filters, drawn from what a release holds."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from urllib.parse import quote, urlencode

from kzgraph.client import Client

Given = Mapping[str, object]

KINDS = ("Company", "Person", "State", "Agreement", "Project", "Visit", "Event")
SECTORS = ("energy", "mining", "transport", "health", "trade", "nuclear-energy")
PROPERTIES = ("operatesIn", "signedBy", "concernsSector", "visitor", "location", "startDate")
WORDS = ("tariffs transit", "development bank", "delays", "signed by", "border", "energy")


class Pool:
    """Ids that a release has, and addresses made of them; the same seed gives the same ones."""

    def __init__(self, client: Client, seed: int) -> None:
        self.random = Random(seed)
        # The most spoken of first: the hubs are what takes long.
        found = {kind: client.entities(type=kind, sort="-claims", limit=100) for kind in KINDS}
        self.ids = {kind: [entity.id for entity in listing] for kind, listing in found.items()}
        self.names = [entity.label for listing in found.values() for entity in listing]
        self.sources = [source.id for source in client.sources(limit=100)]
        self.releases = [kept.release for kept in client.releases()]

    def any(self, *kinds: str) -> str:
        """Return an id of one of some kinds (of any, where none is named)."""
        return self.random.choice(self.ids[self.random.choice(kinds or KINDS)])

    def two(self) -> tuple[str, str]:
        """Return two different ids."""
        one, other = self.random.sample([name for names in self.ids.values() for name in names], 2)
        return one, other

    def one(self, values: Sequence[str]) -> str:
        """Return one of several texts."""
        return self.random.choice(values)

    def name(self) -> str:
        """Return a name, now and then the beginning of one or one with a slip."""
        name = self.one(self.names)
        cut = self.random.randint(2, len(name))
        return self.random.choice((name, name[:cut], name[1:] or name))

    def date(self) -> str:
        """Return a year, a month or a day."""
        year, month = self.random.randint(2011, 2026), self.random.randint(1, 12)
        return self.random.choice((f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-15"))


def view(pool: Pool) -> Given:
    """Return how claims are looked at: half of the time as they are by default."""
    return pool.random.choice(
        (
            {},
            {},
            {},
            {"known_on": pool.date()},
            {"valid_on": pool.date()},
            {"modality": "all"},
            {"min_corroboration": 2},
            {"known_on": pool.date(), "modality": ["announced", "planned"]},
        )
    )


def some(pool: Pool, given: Given) -> Given:
    """Return some of the filters, one or two of them."""
    names = pool.random.sample(sorted(given), k=min(len(given), pool.random.randint(0, 2)))
    return {name: given[name] for name in names}


def address(path: str, *given: Given) -> str:
    """Return a path below ``/v1`` with its parameters."""
    pairs = {name: value for part in given for name, value in part.items()}
    return f"/v1/{path}?{urlencode(pairs, doseq=True)}".rstrip("?")


Maker = Callable[[Pool], str]


def listed(
    path: str,
    filters: Callable[[Pool], Given],
    *,
    viewed: bool = True,
    given: Callable[[Pool], Given] = lambda _pool: {},
) -> Maker:
    """Return what makes addresses of a list; ``given`` is what each of them has."""

    def make(pool: Pool) -> str:
        limit = {"limit": pool.random.choice((10, 50, 50, 100))}
        seen = view(pool) if viewed else {}
        return address(path, given(pool), some(pool, filters(pool)), seen, limit)

    return make


def around(part: str, more: Callable[[Pool], Given] = lambda _pool: {}) -> Maker:
    """Return what makes addresses of what is around an entity."""
    return lambda p: address(f"entities/{quote(p.any())}/{part}", more(p), view(p))


CALLS: dict[str, Maker] = {
    "entities": listed(
        "entities",
        lambda p: {
            "type": p.one(KINDS),
            "country": p.any("State"),
            "sector": f"sector/{p.one(SECTORS)}",
            "source": p.one(p.sources),
            "q": p.name(),
            "sort": p.one(("-claims", "-corroboration", "-name")),
        },
    ),
    "entities/…/relations": around("relations"),
    "entities/…/claims": around("claims", lambda _pool: {"limit": 50}),
    "entities/…/timeline": around("timeline"),
    "entities/…/network": around("network", lambda p: {"depth": p.random.randint(1, 2)}),
    "claims": listed(
        "claims",
        lambda p: {
            "source": p.one(p.sources),
            "speaker": p.any("Person"),
            "property": p.one(PROPERTIES),
            "subject": p.any(),
            "about": p.any("State"),
            "rank": p.one(("preferred", "deprecated", "all")),
        },
    ),
    "sources": listed(
        "sources",
        lambda p: {"kind": "press-article", "language": p.one(("en", "fr"))},
        viewed=False,
    ),
    "conflicts": listed("conflicts", lambda p: {"status": "open", "subject": p.any()}),
    "offices": listed(
        "offices", lambda p: {"holder": p.any("Person"), "body": p.any("State", "Company")}
    ),
    "facts": listed(
        "facts",
        lambda p: {"subject": p.any(), "predicate": p.one(PROPERTIES), "object": p.any("State")},
    ),
    "agreements": listed(
        "agreements",
        lambda p: {
            "signatory": p.any("State", "Company"),
            "sector": f"sector/{p.one(SECTORS)}",
            "stage": p.one(("signed", "in-force")),
            "during": p.any("Visit"),
            "q": p.name(),
        },
    ),
    "projects": listed(
        "projects",
        lambda p: {
            "location": p.any("State"),
            "sector": f"sector/{p.one(SECTORS)}",
            "stage": p.one(("decided", "financed")),
            "participant": p.any("Company"),
        },
    ),
    "events": listed(
        "events", lambda p: {"participant": p.any("Person"), "part_of": p.any("Visit")}
    ),
    "timeline": listed(
        "timeline", lambda p: {"from": p.date(), "to": p.date(), "about": p.any("State", "Visit")}
    ),
    "trade": listed(
        "trade",
        lambda p: {"reporter": "state/kaz", "partner": p.any("State"), "flow": "exports"},
    ),
    "search": lambda p: address(
        "search", {"q": p.random.choice((p.name(), p.one(WORDS)))}, view(p)
    ),
    "suggest": lambda p: address("suggest", {"q": p.name()[: p.random.randint(1, 8)]}),
    "links": listed(
        "links",
        lambda p: {
            "subject": p.any(),
            "target": p.one(("wikidata", "geonames")),
            "verdict": p.one(("match", "no-match", "none-found")),
        },
        viewed=False,
    ),
    "paths": lambda p: address("paths", dict(zip(("from", "to"), p.two(), strict=True)), view(p)),
    "paths, six long": lambda p: address(
        "paths", dict(zip(("from", "to"), p.two(), strict=True)), {"max_length": 6}, view(p)
    ),
    "compare": lambda p: address("compare", dict(zip("ab", p.two(), strict=True)), view(p)),
    "changes": listed(
        "changes",
        lambda p: {"kind": p.one(("claim", "fact", "entity", "conflict"))},
        given=lambda p: {"since": p.one(p.releases)[:12]},
    ),
    "releases": lambda _pool: "/v1/releases",
    "validation": lambda _pool: "/v1/validation",
}
