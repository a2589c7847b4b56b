import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kzgraph.errors import StoreError
from kzgraph.identifiers import THINGS
from kzgraph.names import Name, NameIndex, build_index
from kzgraph.names.score import LONGEST_QUERY

TOKAYEV = THINGS + "person/tokayev"
KAZAKHSTAN = THINGS + "state/kaz"
KTZ = THINGS + "company/ktz"

NAMES = [
    Name(TOKAYEV, "Kassym-Jomart Tokayev", "en", "pref"),
    Name(TOKAYEV, "Қасым-Жомарт Тоқаев", "kk-Cyrl", "pref"),
    Name(TOKAYEV, "Tokayev", "en", "alt"),
    Name(KAZAKHSTAN, "Kazakhstan", "en", "pref"),
    Name(KAZAKHSTAN, "Kazakhstan", "fr", "pref"),
    Name(KAZAKHSTAN, "Қазақстан", "kk", "pref"),
    Name(KTZ, "Kazakhstan Temir Zholy", "en", "pref"),
    Name(KTZ, "KTZ", None, "acronym"),
    Name(THINGS + "goal/smile", "🙂", None, "alt"),
    Name(THINGS + "goal/quote", 'The "OR" of NEAR(x)', "en", "pref"),
]

Builder = Callable[[list[Name]], NameIndex]


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Builder]:
    opened: list[NameIndex] = []

    def build(names: list[Name]) -> NameIndex:
        path = tmp_path / f"names{len(opened)}.sqlite"
        build_index(path, names)
        opened.append(NameIndex(path))
        return opened[-1]

    yield build
    for index in opened:
        index.close()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameIndex]:
    path = tmp_path_factory.mktemp("index") / "names #1?.sqlite"
    build_index(path, NAMES)
    with NameIndex(path) as opened:
        yield opened


def _first(index: NameIndex, query: str) -> tuple[str, str, float]:
    match = index.search(query)[0]
    return match.iri, match.why, match.score


def test_each_reason_has_its_score(index: NameIndex) -> None:
    assert _first(index, "kassym-jomart  TOKAYEV") == (TOKAYEV, "exact", 1.0)
    assert _first(index, "Qasym Zhomart Toqaev") == (TOKAYEV, "folded", 0.95)
    assert _first(index, "Tokayev Kassym-Jomart") == (TOKAYEV, "words", 0.9)
    assert _first(index, "Kazakhstan Temi")[:2] == (KTZ, "prefix")
    assert _first(index, "Kazahkstan")[:2] == (KAZAKHSTAN, "fuzzy")
    assert _first(index, "KTZ") == (KTZ, "exact", 1.0)


def test_a_thing_stands_once_with_its_best_name(index: NameIndex) -> None:
    found = index.search("Kazakhstan")
    assert [match.iri for match in found] == [KAZAKHSTAN, KTZ]
    assert (found[0].name, found[0].language, found[0].why) == ("Kazakhstan", "en", "exact")
    assert found[1].why == "words"


def test_equal_scores_are_ordered_by_kind_then_iri(built: Builder) -> None:
    kinds = [("d", "acronym"), ("c", "alt"), ("b", "pref"), ("a", "alt")]
    index = built([Name(THINGS + "x/" + slug, "Same", None, kind) for slug, kind in kinds])  # type: ignore[arg-type]
    assert [match.iri[-1] for match in index.search("same")] == ["b", "a", "c", "d"]
    assert [match.iri[-1] for match in index.search("same", limit=2)] == ["b", "a"]
    assert index.search("same", limit=0) == []


def test_a_language_keeps_its_own_names_and_those_of_none(index: NameIndex) -> None:
    assert index.search("Тоқаев", language="kk")[0].language == "kk-Cyrl"
    assert index.search("Tokayev", language="KK-cyrl")[0].name == "Қасым-Жомарт Тоқаев"
    assert index.search("Tokayev", language="fr") == []
    assert index.search("Kazakhstan", language="fr")[0].language == "fr"
    assert index.search("KTZ", language="fr")[0].iri == KTZ
    assert index.search("Tokayev", language="k") == []


def test_short_queries_find_whole_names_and_their_starts(index: NameIndex) -> None:
    assert [match.iri for match in index.search("ka")] == [KAZAKHSTAN, TOKAYEV, KTZ]
    assert {match.why for match in index.search("ka")} == {"prefix"}
    assert index.search("te") == []  # inside "Kazakhstan Temir Zholy" only


def test_an_acronym_has_to_be_whole(index: NameIndex) -> None:
    assert index.search("KT") == []
    assert index.search("KTZX") == []


def test_a_name_being_typed_is_found_at_each_letter(index: NameIndex) -> None:
    name = "Kassym-Jomart Tokayev"
    found = [index.search(name[:length]) for length in range(1, len(name) + 1)]
    assert all(TOKAYEV in {match.iri for match in matches} for matches in found)


def test_a_slip_is_allowed_for_only_where_nothing_else_is_found(built: Builder) -> None:
    alstom, alston = THINGS + "company/alstom", THINGS + "company/alston"
    alone = built([Name(alstom, "Alstom", None, "pref")])
    assert [match.why for match in alone.search("Alston")] == ["fuzzy"]
    both = built([Name(alstom, "Alstom", None, "pref"), Name(alston, "Alston", None, "pref")])
    assert [match.iri for match in both.search("Alston")] == [alston]


def test_a_beginning_may_lack_its_last_vowel(built: Builder) -> None:
    names = [Name(THINGS + "state/fra", "France", None, "pref")]
    index = built([*names, Name(THINGS + "company/katcon", "Katcon", None, "pref")])
    assert [match.why for match in index.search("Franc")] == ["prefix"]
    assert index.search("Katco") == []


def test_names_without_letters_are_found_as_they_are(index: NameIndex) -> None:
    assert index.search("🙂")[0].iri == THINGS + "goal/smile"


HARD = ["", " ", "\0", '"', '"" OR "', "a AND", "NEAR(", "NOT", "*", "^a", "bare:x", "-", "🙂🙃"]
HARD += [
    "\ud800",
    "'; DROP TABLE names; --",
    "%",
    "_",
    "\u0301",
    "ﷺ",
    "x" * 10_000,
    "ﷺ" * 200,
    "ka " * 3_000,
]


@pytest.mark.parametrize("query", HARD)
def test_any_text_may_be_asked_for(index: NameIndex, query: str) -> None:
    assert isinstance(index.search(query, language=query), list)
    assert isinstance(index.search(query), list)


@given(st.text(max_size=40))
@example('"OR" OF')
def test_no_text_upsets_the_index(index: NameIndex, query: str) -> None:
    scores = [match.score for match in index.search(query)]
    assert all(0 < score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_a_long_query_is_cut(index: NameIndex) -> None:
    padded = "Kazakhstan" + " " * (LONGEST_QUERY - 10)
    assert index.search(padded + "xxxx")[0].iri == KAZAKHSTAN
    assert index.search(padded[:-3] + "xxxx") == []


def test_the_order_of_the_names_changes_nothing(tmp_path: Path) -> None:
    assert build_index(tmp_path / "one", NAMES) == len(NAMES)
    assert build_index(tmp_path / "two", [*reversed(NAMES), *NAMES]) == len(NAMES)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_an_index_is_not_written_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "names.sqlite"
    path.write_text("mine")
    with pytest.raises(StoreError, match="exists"):
        build_index(path, NAMES)
    assert path.read_text() == "mine"


def test_an_index_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        build_index(tmp_path / "missing" / "names.sqlite", NAMES)


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        NameIndex(tmp_path / "missing.sqlite")
    (tmp_path / "text.sqlite").write_text("no database" * 1000)
    with pytest.raises(StoreError, match="cannot be read"):
        NameIndex(tmp_path / "text.sqlite")
    sqlite3.connect(tmp_path / "empty.sqlite").close()
    with pytest.raises(StoreError, match="version 0"):
        NameIndex(tmp_path / "empty.sqlite")


def test_a_closed_index_says_so(built: Builder) -> None:
    index = built(NAMES)
    index.close()
    with pytest.raises(StoreError, match="closed"):
        index.search("Tokayev")


def test_an_empty_index_finds_nothing(built: Builder) -> None:
    assert built([]).search("Kazakhstan") == []


def test_threads_share_an_index(index: NameIndex) -> None:
    queries = ["Tokayev", "Kazahkstan", "ka", "KTZ"] * 25
    alone = [index.search(query) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(index.search, queries)) == alone


def test_twenty_thousand_names_are_built_and_searched_quickly(built: Builder) -> None:
    chance = random.Random(1)
    parts = (
        "ka",
        "za",
        "tom",
        "prom",
        "ra",
        "ni",
        "el",
        "sa",
        "ri",
        "ga",
        "lim",
        "be",
        "nur",
        "tan",
    )
    words = ["".join(chance.choices(parts, k=chance.randint(3, 5))) for _ in range(6000)]
    texts = [" ".join(chance.sample(words, chance.randint(1, 4))) for _ in range(20_000)]
    began = time.perf_counter()
    index = built([Name(f"{THINGS}x/{n}", text, "en", "pref") for n, text in enumerate(texts)])
    assert time.perf_counter() - began < 20
    asked = [text[:-2] + text[-1] for text in chance.sample(texts, 60)]  # a letter left out
    took, hits = [], 0
    for query in asked:
        began = time.perf_counter()
        hits += bool(index.search(query))
        took.append(time.perf_counter() - began)
    assert statistics.median(took) < 0.1
    assert hits > 0.8 * len(asked)


def test_a_word_given_more_often_than_a_name_has_it_is_not_in_the_name(index: NameIndex) -> None:
    assert [match.iri for match in index.search("Temir Temir Zholy")] == []
    assert [match.iri for match in index.search("Temir Zholy")] == [KTZ]
