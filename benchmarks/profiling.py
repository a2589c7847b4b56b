"""Show where look-ups, lists, queries and a build spend their time: by layer, and by function.

Look-ups and lists are asked of the library as ``kzgraph.client`` asks it, each address once; queries
are the examples that are shipped, evaluated in this process; a build is of the project's own data,
into a folder that is gone afterwards. What the store and libraries in C take counts for the layer that
asks them; SQLite has a line of its own.

Run with ``python benchmarks/profiling.py`` (``make profile``). Prints tables in Markdown.
"""

import argparse
import cProfile
import pstats
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from kzgraph.client import Client
from kzgraph.queries import examples
from kzgraph.release import Home
from kzgraph.release.build import build

ROOT: Final = Path(__file__).resolve().parents[1]
_PACKAGE: Final = str(ROOT / "kzgraph")

Function = tuple[str, int, str]
"""File, line and name; what is written in C has ``~`` for a file."""

Timings = dict[
    Function, tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]
]
"""By function: calls without recursion, calls, own and cumulative seconds, and the same by caller."""


def main() -> None:
    """Profile and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(".kzgraph"), help="the release to ask")
    parser.add_argument("--things", type=int, default=200, help="entities that are looked up")
    parser.add_argument("--functions", type=int, default=12, help="functions in each table")
    given = parser.parse_args()
    with Client(given.home) as client:
        ids = [entity.id for entity in client.entities(sort="-claims", limit=100).all()]
        ids = ids[: given.things]
        _profiled("look-ups", lambda: [client.entity(name) for name in ids], given.functions)
        _profiled("lists", lambda: _lists(client, ids), given.functions)
    with closing(Home(given.home).current().open_store()) as store:
        texts = [one.query for one in examples() if "\nSELECT" in one.query]
        _profiled("queries", lambda: [[*store.select(text)] for text in texts], given.functions)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        _profiled("a build", lambda: build(ROOT, home, progress=len), given.functions)


def _lists(client: Client, ids: list[str]) -> None:
    for name in ids[:50]:
        client.relations(name)
        client.timeline_about(name)
    for asked in (client.claims, client.facts, client.agreements, client.projects, client.events):
        for day in range(2015, 2027):
            asked(known_on=str(day), limit=100)
    for day in range(2015, 2027):
        client.entities(known_on=str(day), limit=100)
        client.timeline(since=str(day), limit=100)


def _profiled(what: str, work: Callable[[], object], functions: int) -> None:
    profile = cProfile.Profile()
    profile.runcall(work)
    stats: Timings = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # not in its stub
    whole = sum(own for _, _, own, _, _ in stats.values())
    print(
        f"\n## {what}: {whole:.2f} s under the profiler\n\n| layer | own s | share |\n|---|---:|---:|"
    )
    for layer, own in _by_layer(stats).most_common(functions):
        print(f"| {layer} | {own:.2f} | {own / whole:.0%} |")
    print("\n| function | calls | own s | cumulative s |\n|---|---:|---:|---:|")
    ours = [one for one in stats.items() if one[0][0].startswith(_PACKAGE)]
    for function, (_, calls, own, cumulative, _) in sorted(ours, key=lambda one: -one[1][2])[
        :functions
    ]:
        print(f"| {_place(function)} | {calls} | {own:.3f} | {cumulative:.3f} |")


def _by_layer(stats: Timings) -> "Counter[str]":
    """Return own seconds by layer; what is written in C counts for those that call it."""
    found: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in stats.items():
        if function[0] != "~":
            found[_layer(function)] += own
            continue
        for caller, (_, _, of_caller, _) in callers.items():
            found[_layer(caller)] += of_caller
    return found


def _layer(function: Function) -> str:
    """Return the package of kzgraph that a function stands in, or the package of others."""
    path = Path(function[0])
    if function[0].endswith("names/pool.py"):
        return "SQLite"
    if function[0].startswith(_PACKAGE):
        return "kzgraph." + path.relative_to(_PACKAGE).parts[0].removesuffix(".py")
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    return "Python"


def _place(function: Function) -> str:
    file, line, name = function
    return f"`{Path(file).relative_to(ROOT)}:{line} {name}`"


if __name__ == "__main__":
    main()
