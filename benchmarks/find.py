"""How long a name is looked for among a million, and how long it takes to index them.

Things in four languages each are made as ``reconcile.py`` does, and indexed by ``build_index``.
Unranked is what the index gives for a whole name (``NameIndex.candidates`` with a limit of one), ranked
the whole search, with prefixes and typing slips, scored and in order (``NameIndex.search``). The index is
asked in this process. The peer is a scan by rapidfuzz (WRatio).

Run with ``python benchmarks/find.py --sizes 10000,100000,1000000`` (names, not quads).
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time

from common import Results, parsed, sizes_of, timed
from rapidfuzz import fuzz, process, utils
from reconcile import RULES, Named, variants, world

from kzgraph.identifiers import thing
from kzgraph.names import Name, NameIndex, build_index

UNRANKED_MS = 1.0
RANKED_MS = 10.0
TARGET_AT = 1_000_000
PEER_QUERIES = 10
LANGUAGES = ("en", "fr", "ru", "kk")


def main() -> None:
    """Measure and print."""
    given = parsed(__doc__, "10000,100000").parse_args()
    results = Results("find", given.out)
    results.heading()
    for size in sizes_of(given, results):
        random = Random(1)
        things = world(random, size // len(LANGUAGES))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "names.sqlite"
            began = process_time()
            build_index(path, _names(things))
            taken = process_time() - began
            results.figure("NameIndex", "index names, processor", size, [taken], "s")
            with NameIndex(path) as index:
                _asked(results, index, random, things)
        _peer(results, random, things)
    results.growth()


def _names(things: list[Named]) -> list[Name]:
    return [
        Name(thing(*one.id.split("/")), name, language, "pref")
        for one in things
        for name, language in zip(one.names, LANGUAGES, strict=True)
    ]


def _asked(results: Results, index: NameIndex, random: Random, things: list[Named]) -> None:
    size = len(things) * len(LANGUAGES)
    index.search("warm")
    whole = [random.choice(random.choice(things).names) for _ in range(300)]
    spelled = [one.text for one in variants(random, things, 300 // len(RULES))]
    plain = _told(results, "unranked", size, [_ms(_first(index, text)) for text in whole])
    ranked = _told(results, "ranked", size, [_ms(_search(index, text)) for text in whole])
    _told(results, "ranked, other spellings", size, [_ms(_search(index, text)) for text in spelled])
    if size >= TARGET_AT:
        wanted = f"search over {size:,} names under {UNRANKED_MS:g} ms unranked"
        results.target(wanted, f"{plain:.2f} ms", met=plain < UNRANKED_MS)
        wanted = f"search over {size:,} names under {RANKED_MS:g} ms ranked"
        results.target(wanted, f"{ranked:.2f} ms", met=ranked < RANKED_MS)


def _first(index: NameIndex, text: str) -> Callable[[], object]:
    return lambda: index.candidates([text], limit=1)


def _search(index: NameIndex, text: str) -> Callable[[], object]:
    return lambda: index.search(text)


def _ms(call: Callable[[], object]) -> float:
    return timed(call) * 1000


def _told(results: Results, what: str, size: int, taken: list[float]) -> float:
    """Keep median and p99, and return the median."""
    slowest = quantiles(taken, n=100, method="inclusive")[-1]
    results.figure("NameIndex", f"{what}, p99", size, [slowest], "ms")
    return results.figure("NameIndex", f"{what}, p50", size, [median(taken)], "ms")


def _peer(results: Results, random: Random, things: list[Named]) -> None:
    """Scan all names by rapidfuzz for a few of them."""
    names = [utils.default_process(name) for one in things for name in one.names]
    taken = []
    for one in random.sample(things, PEER_QUERIES):
        began = perf_counter()
        process.extractOne(utils.default_process(one.names[0]), names, scorer=fuzz.WRatio)
        taken.append((perf_counter() - began) * 1000)
    results.figure("rapidfuzz", "ranked, p50", len(names), taken, "ms")


if __name__ == "__main__":
    main()
