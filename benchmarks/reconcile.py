"""How well and how fast `/reconcile` matches: a made-up graph of 100,000 names, and spellings of them.

25,000 things (persons, firms, cities) have a name in English, French, Russian and Kazakh each, made of
syllables by rules from a seed. Of 300 of them a variant is made (50 of each kind: typing slip, other
transliteration, other order, legal form, accents, letter case); the share is counted for which the
first candidate is the thing that the variant was made of, and for which `match` is right or wrong.

Speed: batches of 50 variants over HTTP on one connection, each variant another; queries a second, the
median of some rounds. The peer is a scan over all names with rapidfuzz (WRatio) in its own process,
without HTTP: the best name is its answer.

Run with ``python benchmarks/reconcile.py``.
"""

import http.client
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode, urlsplit

from common import Results, parsed
from rapidfuzz import fuzz, process, utils
from servers import kzgraph, started

from kzgraph.identifiers import thing
from kzgraph.release import Home
from kzgraph.release.plain import init
from kzgraph.vocab import KZ, RDF_TYPE, SKOS

THINGS = 25_000
EACH = 50
BATCH = 50
PEER_QUERIES = 60
"""Of the variants, how many the peer is asked: it takes a tenth of a second for one."""

TARGET_SHARE = 0.95
TARGET_RATE = 1000

# A sound as it is written in English, in French, and in Cyrillic.
_TABLE = (
    "ba|ba|ба da|da|да ka|ka|ка la|la|ла ma|ma|ма na|na|на ra|ra|ра sa|sa|са ta|ta|та be|be|бе "
    "de|de|де ke|ke|ке le|le|ле me|me|ме ne|ne|не re|re|ре te|te|те bo|bo|бо do|do|до ko|ko|ко "
    "lo|lo|ло mo|mo|мо no|no|но ro|ro|ро so|so|со to|to|то bu|bou|бу du|dou|ду ku|kou|ку "
    "nu|nou|ну ru|rou|ру su|sou|су tu|tou|ту zhan|jan|жан bek|bek|бек sar|sar|сар dan|dan|дан "
    "mir|mir|мир tar|tar|тар shi|chi|ши kha|kha|ха chu|tchou|чу yer|er|ер gul|goul|гул "
    "vin|vin|вин zhu|jou|жу sha|cha|ша khu|khou|ху pol|pol|пол fer|fer|фер gri|gri|гри"
)
_SOUNDS = [part.split("|") for part in _TABLE.split()]
_FAMILIES = [("ov", "ov", "ов"), ("ev", "ev", "ев"), ("in", "ine", "ин"), ("uly", "ouly", "улы")]
_TRADES = [
    ("Energy", "Énergie", "Энергия", "Энергия"),
    ("Railways", "Chemins de fer", "Железные дороги", "Темір жолы"),
    ("Bank", "Banque", "Банк", "Банкі"),
    ("Mining", "Mines", "Рудники", "Кеніштері"),
    ("Telecom", "Télécom", "Телеком", "Телеком"),
    ("Airlines", "Lignes aériennes", "Авиалинии", "Әуежолдары"),
    ("Insurance", "Assurances", "Страхование", "Сақтандыру"),
    ("Construction", "Bâtiment", "Строительство", "Құрылыс"),
]
_LANGUAGES = ("en", "fr", "ru", "kk")
_FORMS = ("{} JSC", "{} LLP", "{} SA", "АО {}", "{} Ltd", "JSC {}")
_ALPHABET = "abdegiklmnorstuvz"


@dataclass(frozen=True)
class Named:
    """A thing with its names in four languages."""

    id: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Variant:
    """Another spelling of a name, the rule that made it, and the thing that is meant."""

    rule: str
    text: str
    meant: str


def world(random: Random, size: int) -> list[Named]:
    """Return things, of which no two bear the same English name."""
    found: dict[str, Named] = {}
    makers = {"person": _person, "company": _firm, "place": _city}
    while len(found) < size:
        kind = random.choices(("person", "company", "place"), (45, 45, 10))[0]
        names = makers[kind](random)
        found.setdefault(names[0], Named(f"{kind}/made-{len(found)}", kind, names))
    return list(found.values())


def _word(random: Random, least: int, most: int) -> tuple[str, str, str]:
    parts = random.choices(_SOUNDS, k=random.randint(least, most))
    latin, french, cyrillic = ("".join(part[at] for part in parts).capitalize() for at in range(3))
    return latin, french, cyrillic


def _person(random: Random) -> tuple[str, ...]:
    given, family, end = _word(random, 2, 3), _word(random, 2, 3), random.choice(_FAMILIES)
    en, fr, ru = (f"{given[at]} {family[at]}{end[at]}" for at in range(3))
    return en, fr, ru, ru


def _firm(random: Random) -> tuple[str, ...]:
    name, trade = _word(random, 3, 4), random.choice(_TRADES)
    told = (name[0], name[1], name[2], name[2])
    return tuple(f"{own} {word}" for own, word in zip(told, trade, strict=True))


def _city(random: Random) -> tuple[str, ...]:
    en, fr, ru = _word(random, 3, 4)
    return en, fr, ru, ru


def _slip(random: Random, one: Named) -> str:
    name = one.names[0]
    at = random.choice([i for i in range(1, len(name) - 1) if name[i].isalpha()])
    change = random.choice(("left out", "doubled", "another", "turned"))
    if change == "left out":
        return name[:at] + name[at + 1 :]
    if change == "doubled":
        return name[:at] + name[at] + name[at:]
    if change == "turned":
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    letters = [letter for letter in _ALPHABET if letter != name[at]]
    return name[:at] + random.choice(letters) + name[at + 1 :]


def _transliterated(random: Random, one: Named) -> str:
    turned = one.names[0]
    for old, new in (
        ("zh", "j"),
        ("kh", "h"),
        ("sh", "ş"),
        ("u", "ou"),
        ("ye", "e"),
        ("ch", "tch"),
    ):
        if random.random() < 0.7:
            turned = turned.replace(old, new).replace(old.capitalize(), new.capitalize())
    return turned if turned != one.names[0] else one.names[2].upper()


def _ordered(_: Random, one: Named) -> str:
    words = one.names[0].split()
    if one.kind == "person":
        return f"{words[-1]}, {' '.join(words[:-1])}"
    return " ".join(reversed(words)) if len(words) > 1 else one.names[2]


def _formed(random: Random, one: Named) -> str:
    if one.kind == "company":
        return random.choice(_FORMS).format(one.names[random.choice((0, 1))])
    return f"Mr {one.names[0]}" if one.kind == "person" else f"«{one.names[2]}»"


def _cased(random: Random, one: Named) -> str:
    name = one.names[random.randrange(4)]
    return random.choice((name.upper(), name.lower(), f"  {name.swapcase()} "))


def _with_accents(random: Random, one: Named) -> str:
    """Return the French name without its accents, or the English one with some."""
    plain = one.names[1].translate(str.maketrans("ÉéèâÂ", "EeeaA"))
    if plain != one.names[1]:
        return plain
    letter, accented = random.choice((("a", "ä"), ("e", "é"), ("o", "ö")))
    return one.names[0].replace(letter, accented)


RULES: dict[str, Callable[[Random, Named], str]] = {
    "typing slip": _slip,
    "transliteration": _transliterated,
    "order": _ordered,
    "legal form or title": _formed,
    "accents": _with_accents,
    "letter case": _cased,
}


def variants(random: Random, things: list[Named], each: int) -> list[Variant]:
    """Return so many variants of each rule."""
    return [
        Variant(rule, make(random, one), one.id)
        for rule, make in RULES.items()
        for one in random.sample(things, each)
    ]


def lines(things: list[Named]) -> Iterator[str]:
    """Yield the graph as N-Triples."""
    for one in things:
        kind, _, slug = one.id.partition("/")
        iri = thing(kind, slug)
        yield f"<{iri}> <{RDF_TYPE}> <{KZ}{kind.capitalize()}> .\n"
        for tag, name in zip(_LANGUAGES, one.names, strict=True):
            yield f'<{iri}> <{SKOS}prefLabel> "{name}"@{tag} .\n'


def batches(found: list[Variant]) -> Iterator[list[Variant]]:
    """Yield the variants by fifty."""
    for at in range(0, len(found), BATCH):
        yield found[at : at + BATCH]


@contextmanager
def served(home: Path) -> Iterator[http.client.HTTPConnection]:
    """Start a service over a plain dataset, and connect to it when it has answered once."""
    with started(kzgraph(home, DERIVE="off")) as base:
        connection = http.client.HTTPConnection(urlsplit(base).netloc)
        began = time.perf_counter()
        ask(connection, [Variant("", "Almaty", "")])
        print(f"the first answer of a release: {time.perf_counter() - began:.2f} s")
        yield connection
        connection.close()


def ask(
    connection: http.client.HTTPConnection, batch: list[Variant]
) -> list[list[dict[str, object]]]:
    """Send a batch as OpenRefine does, and return the candidates of each query."""
    queries = {f"q{at}": {"query": variant.text} for at, variant in enumerate(batch)}
    body = urlencode({"queries": json.dumps(queries, ensure_ascii=False)})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/reconcile", body, kind)
    answer = json.loads(connection.getresponse().read())
    return [answer[key]["result"] for key in queries]


def quality(
    results: Results, connection: http.client.HTTPConnection, labelled: list[Variant]
) -> float:
    """Keep how many of each rule are found, and return the share of all."""
    first: dict[str, int] = dict.fromkeys(RULES, 0)
    matched, wrong = 0, 0
    for batch in batches(labelled):
        for variant, found in zip(batch, ask(connection, batch), strict=True):
            is_first = bool(found) and found[0]["id"] == variant.meant
            first[variant.rule] += is_first
            sure = [one for one in found if one["match"]]
            matched += bool(sure)
            wrong += bool(sure) and sure[0]["id"] != variant.meant
    each = len(labelled) // len(RULES)
    for rule, number in first.items():
        share = 100 * number / each
        results.figure("kzgraph", f"{rule}: at the first place", results.size, [share], "%")
    told = f"{matched} of {len(labelled)}, {wrong} of them wrong"
    results.target("no wrong `match`", told, met=not wrong)
    return sum(first.values()) / len(labelled)


def processor_seconds(connection: http.client.HTTPConnection) -> float:
    """Return the processor time that the service has taken so far."""
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    return float(text.partition("\nprocess_cpu_seconds_total ")[2].partition("\n")[0])


def speed(
    results: Results, connection: http.client.HTTPConnection, many: list[Variant], rounds: int
) -> float:
    """Return the queries a second, the median of some rounds, each over its own variants.

    Keeps also how many the service answers in a second of processor time, which says more on a
    machine that others use as well.
    """
    rates, before = [], processor_seconds(connection)
    for at in range(rounds):
        part = many[at::rounds]
        began = time.perf_counter()
        for batch in batches(part):
            ask(connection, batch)
        rates.append(len(part) / (time.perf_counter() - began))
    taken = processor_seconds(connection) - before
    what, unit = "queries, by fifty", "queries/s"
    results.figure("kzgraph", f"{what}: of the processor", results.size, [len(many) / taken], unit)
    return results.figure("kzgraph", what, results.size, rates, unit)


def peer(things: list[Named], labelled: list[Variant]) -> tuple[float, float]:
    """Return the share and the queries a second of a scan over all names."""
    names = [utils.default_process(name) for one in things for name in one.names]
    owners = [one.id for one in things for _ in one.names]
    right, began = 0, time.perf_counter()
    for variant in labelled:
        asked = utils.default_process(variant.text)
        _, _, at = process.extractOne(asked, names, scorer=fuzz.WRatio)
        right += owners[at] == variant.meant
    return right / len(labelled), len(labelled) / (time.perf_counter() - began)


def main() -> None:
    """Measure and print."""
    parser = parsed(__doc__, sizes=None, rounds=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random = Random(given.seed)
    things = world(random, THINGS)
    labelled = variants(random, things, EACH)
    many = variants(random, things, EACH * 10 * given.rounds // 3)
    random.shuffle(many)
    results = Results("reconcile", given.out, size=len(_LANGUAGES) * len(things))
    results.heading()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "world.nt"
        file.write_text("".join(lines(things)), encoding="utf-8")
        init(Home(Path(folder) / "home"), [file])
        with served(Path(folder) / "home") as connection:
            share = quality(results, connection, labelled)
            rate = speed(results, connection, many, given.rounds)
    few = random.sample(labelled, PEER_QUERIES)
    peer_share, peer_rate = peer(things, few)
    what = "queries, by fifty"
    results.figure("rapidfuzz", what, results.size, [peer_rate], "queries/s")
    beside = f"{share:.1%}; the scan {peer_share:.1%} of {PEER_QUERIES}"
    wanted = f"reconciliation: at least {TARGET_SHARE:.0%} at the first place"
    results.target(wanted, beside, met=share >= TARGET_SHARE)
    told = f"{rate:,.0f}, {rate / peer_rate:,.0f} times the scan"
    wanted = f"reconciliation: at least {TARGET_RATE:,} queries a second"
    results.target(wanted, told, met=rate >= TARGET_RATE)


if __name__ == "__main__":
    main()
