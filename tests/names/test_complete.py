import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.identifiers import THINGS
from kzgraph.names import Completer, Name, NameIndex, build_index

KAZ, KTZ, KATCO, EDF = (
    THINGS + slug for slug in ("state/kaz", "company/ktz", "company/katco", "c/edf")
)
NAMES = [
    Name(KAZ, "Kazakhstan", "en", "pref"),
    Name(KAZ, "Қазақстан", "kk", "pref"),
    Name(KTZ, "Kazakhstan Temir Zholy", "en", "pref"),
    Name(KTZ, "KTZ", None, "acronym"),
    Name(KTZ, "KTZ", "fr", "acronym"),
    Name(KATCO, "Katco", "en", "pref"),
    Name(EDF, "Électricité de France", "fr", "pref"),
    Name(EDF, "EDF", "fr", "acronym"),
]
WEIGHTS = {KAZ: 90, KTZ: 10, KATCO: 50}


@pytest.fixture(scope="module")
def completer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Completer]:
    path = tmp_path_factory.mktemp("names") / "names.sqlite"
    build_index(path, NAMES)
    with NameIndex(path) as index:
        completer = Completer(index, WEIGHTS)
        yield completer
        completer.close()


def found(completer: Completer, typed: str, **asked: object) -> list[str]:
    return [match.iri for match in completer.complete(typed, **asked)]  # type: ignore[arg-type]


def test_the_weightiest_comes_first(completer: Completer) -> None:
    assert found(completer, "ka") == [KAZ, KATCO, KTZ]
    assert found(completer, "ka", limit=2) == [KAZ, KATCO]


def test_a_whole_name_comes_before_what_weighs_more(completer: Completer) -> None:
    assert found(completer, "katco") == [KATCO]
    assert found(completer, "KTZ") == [KTZ]


def test_what_is_typed_in_its_script_comes_before_other_scripts(completer: Completer) -> None:
    assert completer.complete("қ")[0].name == "Қазақстан"
    assert completer.complete("k", language="kk")[0].name == "Kazakhstan"
    assert found(completer, "қа") == [KAZ, KATCO, KTZ]


def test_a_word_inside_comes_last_and_takes_three_letters(completer: Completer) -> None:
    assert found(completer, "te") == []
    assert found(completer, "tem") == [KTZ]


def test_an_acronym_and_a_thing_without_weight(completer: Completer) -> None:
    assert found(completer, "ED") == [EDF]
    assert found(completer, "elec") == [EDF]


def test_among_some_things(completer: Completer) -> None:
    assert found(completer, "k", among={KTZ}) == [KTZ]
    assert found(completer, "k", among=frozenset()) == []


def test_one_letter_of_thirty_thousand_names_takes_no_time(tmp_path: Path) -> None:
    chance = random.Random(1)
    parts = ("ka", "za", "tom", "ra", "ni", "el", "sa", "ri", "ga", "lim", "be", "nur")
    words = ["".join(chance.choices(parts, k=3)) for _ in range(30_000)]
    things = [f"{THINGS}x/{n // 6}" for n in range(30_000)]
    build_index(
        tmp_path / "names.sqlite", map(Name, things, words, ["en"] * 30_000, ["alt"] * 30_000)
    )
    weights = {thing: chance.randint(0, 99) for thing in things}
    took = []
    with NameIndex(tmp_path / "names.sqlite") as index:
        completer = Completer(index, weights)
        for typed in ("k", "n", "ka", "sa", "kaz", "tom", "nurk", "kazar") * 3:
            began = time.perf_counter()
            matches = completer.complete(typed)
            took.append(time.perf_counter() - began)
            assert len(matches) == 10
            heaviest = max(w for thing, w in weights.items() if thing == matches[0].iri)
            assert all(weights[match.iri] <= heaviest for match in matches)
        completer.close()
    assert statistics.median(took) < 0.02  # some 0.3 ms, where nothing else runs
