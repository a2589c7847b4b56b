"""How fast names are found among a million: in process, by kind of question.

250,000 things (persons, firms, cities; `reconcile.py` makes them) have a name in English, French,
Russian and Kazakh each. Unranked is what the index tells first: ten names that are the same, or that
hold the words, the last one begun. Ranked are whole searches, in which up to 200 names of each way to
read the question are judged one by one. Each question is asked once, so none has a kept answer; the
files are in the page cache, and what a service prepares when it opens a release is prepared.

The peer is a table of trigrams of SQLite (FTS5) over the same names, asked for those with any trigram
of the question, the best ten by BM25: what a search that allows for slips is usually made of.

Run with ``python benchmarks/search.py``. Prints tables in Markdown.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median, quantiles

from reconcile import RULES, Named, world
from service import machine_name

from kzgraph.identifiers import thing
from kzgraph.names import Completer, Name, NameIndex, build_index
from kzgraph.names.asking import equal
from kzgraph.names.questions import WORDS, words_match
from kzgraph.names.reading import Reading, readings

LANGUAGES = ("en", "fr", "ru", "kk")
MOST = 10
UNRANKED_MS, RANKED_MS = 1.0, 10.0
ALPHABET = "abdegiklmnorstuvz"

EVERYTHING = {"language": None, "among": None, "classes": None}

Ask = Callable[[str], object]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--things", type=int, default=250_000, help="of four names each")
    parser.add_argument("--questions", type=int, default=300, help="of each kind")
    parser.add_argument("--peer-questions", type=int, default=20, help="of each kind, for the peer")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random = Random(given.seed)
    things = world(random, given.things)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.sqlite"
        names = build_index(path, _names(things))
        print(f"{machine_name()}\n\n{names:,} names, {path.stat().st_size / 2**20:,.0f} MiB\n")
        peer = _trigrams(Path(folder) / "peer.sqlite", things)
        with NameIndex(path) as index, closing(peer):
            _measure(index, peer, things, random, given)


def _measure(
    index: NameIndex,
    peer: sqlite3.Connection,
    things: list[Named],
    random: Random,
    given: argparse.Namespace,
) -> None:
    began = time.perf_counter()
    index.warm()
    completer = Completer(index, {thing(*one.id.split("/")): 1 for one in things[:2000]})
    print(f"prepared in {time.perf_counter() - began:.1f} s\n")
    print(
        "| question | | p50 ms | p99 ms | in time of the processor p50 | p99 | target | peer p50 ms |"
    )
    print("|---|---|---:|---:|---:|---:|---|---:|")
    for kind, (make, ask, target) in _kinds(index, completer).items():
        texts = [make(random, random.choice(things)) for _ in range(given.questions)]
        measured = [_milliseconds(ask, text) for text in texts]
        wall, used = zip(*measured[1:], strict=True)  # the first parses the question
        others = [
            _milliseconds(lambda text: _asked(peer, text), text)[0]
            for text in texts[: given.peer_questions]
        ]
        figures = (median(wall), _p99(wall), median(used), _p99(used))
        cells = " | ".join(f"{figure:.2f}" for figure in figures)
        met = "met" if _p99(used) < target else "**missed**"
        print(
            f"| {kind} | {texts[1]} | {cells} | {met} ({target:g}) | {median(others):.1f} |",
            flush=True,
        )


def _kinds(
    index: NameIndex, completer: Completer
) -> dict[str, tuple[Callable[[Random, Named], str], Ask, float]]:
    """Return the kinds of questions: how one is made of a thing, who is asked, milliseconds wanted."""

    def same(text: str) -> object:
        return equal(index.rows, readings(text), {**EVERYTHING, "candidates": MOST})

    def held(text: str) -> object:
        match = words_match(Reading.of(text))
        return index.rows(WORDS, {**EVERYTHING, "match": match, "candidates": MOST})

    def found(text: str) -> object:
        return index.search(text, limit=MOST)

    return {
        "the same, unranked": (_whole, same, UNRANKED_MS),
        "words, unranked": (_whole, held, UNRANKED_MS),
        "beginning, unranked": (_begun, held, UNRANKED_MS),
        "completion": (_begun, completer.complete, RANKED_MS),
        "whole name": (_whole, found, RANKED_MS),
        "words": (_words, found, RANKED_MS),
        "one common word": (_common, found, RANKED_MS),
        "other letters": (_cyrillic, found, RANKED_MS),
        "transliterated": (RULES["transliteration"], found, RANKED_MS),
        "mistyped": (RULES["typing slip"], found, RANKED_MS),
        "nothing there": (_nothing, found, RANKED_MS),
    }


def _whole(random: Random, one: Named) -> str:
    return random.choice(one.names)


def _begun(random: Random, one: Named) -> str:
    name = random.choice(one.names)
    return name[: random.randint(1, len(name) - 1)]


def _words(random: Random, one: Named) -> str:
    words = one.names[0].split()
    return random.choice((" ".join(reversed(words)), words[0], f"{words[0]} {words[-1]}"))


def _common(_random: Random, one: Named) -> str:
    return one.names[0].split()[-1]


def _cyrillic(_random: Random, one: Named) -> str:
    return one.names[2].upper()


def _nothing(random: Random, _one: Named) -> str:
    return "".join(random.choices(ALPHABET, k=9)) + " " + "".join(random.choices(ALPHABET, k=6))


def _names(things: list[Named]) -> Iterator[Name]:
    for one in things:
        iri = thing(*one.id.split("/"))
        for language, text in zip(LANGUAGES, one.names, strict=True):
            yield Name(iri, text, language, "pref")


def _trigrams(path: Path, things: list[Named]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
    connection.execute("BEGIN")
    rows = ((name,) for one in things for name in one.names)
    connection.executemany("INSERT INTO names VALUES (?)", rows)
    connection.execute("COMMIT")
    return connection


def _asked(peer: sqlite3.Connection, text: str) -> object:
    small = text.lower().replace('"', "")
    parts = {small[at : at + 3] for at in range(max(1, len(small) - 2))}
    match = " OR ".join(f'"{part}"' for part in sorted(parts))
    question = "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"
    return peer.execute(question, (match, MOST)).fetchall()


def _milliseconds(ask: Ask, text: str) -> tuple[float, float]:
    """Return how long an answer took, and in time of the processor."""
    began, used = time.perf_counter(), time.thread_time()
    ask(text)
    return (time.perf_counter() - began) * 1000, (time.thread_time() - used) * 1000


def _p99(values: tuple[float, ...]) -> float:
    return quantiles(values, n=100, method="inclusive")[-1]


if __name__ == "__main__":
    main()
