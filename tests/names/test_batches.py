"""Many queries at once are answered as each would be alone, and whole names by one question."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.errors import StoreError
from kzgraph.identifiers import THINGS
from kzgraph.names import Match, Name, NameIndex, Typing, build_index
from kzgraph.names.pool import Connections

TOKAYEV, KEMEL, KAZ, KTZ, TOTAL, SUR = (
    THINGS + slug
    for slug in ("person/t", "person/k", "state/kaz", "company/ktz", "company/total", "place/n")
)
CITY, STATE = THINGS + "class/city", THINGS + "class/state"
NAMES = [
    Name(TOKAYEV, "Kassym-Jomart Tokayev", "en", "pref"),
    Name(TOKAYEV, "Токаев", "ru", "alt"),
    Name(KEMEL, "Kemel Tokayev", "en", "pref"),
    Name(KAZ, "Kazakhstan", "en", "pref"),
    Name(KTZ, "Kazakhstan Temir Zholy", "en", "pref"),
    Name(KTZ, "KTZ", None, "acronym"),
    Name(TOTAL, "TotalEnergies", "fr", "pref"),
    Name(SUR, "Nur-Sultan", "en", "alt"),
    Name(SUR, "Paris", "en", "alt"),
    Name(KAZ, "PARIS LLP", "en", "alt"),
]
TYPES = [Typing(KAZ, STATE), Typing(SUR, CITY), Typing(SUR, STATE)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameIndex]:
    path = tmp_path_factory.mktemp("candidates") / "names.sqlite"
    build_index(path, NAMES, TYPES)
    with NameIndex(path) as opened:
        yield opened


def test_each_query_has_its_own_list_in_its_own_place(index: NameIndex) -> None:
    queries = ["KTZ", "nothing", "", "KTZ", "Токаев", "Temir Zho", "Kazahkstan", "K. Tokayev"]
    found = index.candidates(queries)
    assert [[match.iri for match in matches] for matches in found] == [
        [KTZ],
        [],
        [],
        [KTZ],
        [TOKAYEV],
        [KTZ],
        [KAZ, KTZ],
        [KEMEL, TOKAYEV],
    ]
    assert index.candidates([]) == []


def test_whole_names_take_one_question(index: NameIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rows = Connections.rows

    def counted(self: Connections, question: str, values: Any) -> list[Any]:
        asked.append(question)
        return rows(self, question, values)

    monkeypatch.setattr(Connections, "rows", counted)
    found = index.candidates(["KTZ", "kazakhstan", "Tokaïev", "Total Energies SE"])
    assert [bool(matches) for matches in found] == [True, True, True, True]
    assert len(asked) == 1


def test_a_name_of_two_things_is_sure_of_neither(index: NameIndex) -> None:
    (both, one, part) = index.candidates(["Paris", "Kazakhstan", "Temir"])
    assert [(match.iri, match.why, match.sure) for match in both] == [
        (SUR, "exact", False),
        (KAZ, "folded", False),
    ]
    assert [match.sure for match in one] == [True]
    assert [match.sure for match in part] == [False]
    ((city,),) = index.candidates(["Paris"], classes={CITY})
    assert (city.iri, city.sure) == (SUR, True)


def test_candidates_are_kept_by_thing_class_and_language(index: NameIndex) -> None:
    def found(**kept: object) -> list[str]:
        (matches,) = index.candidates(["Paris"], **kept)  # type: ignore[arg-type]
        return [match.iri for match in matches]

    assert found(among={KAZ}) == found(classes={STATE}, among={KAZ}) == [KAZ]
    assert found(classes={STATE}) == [SUR, KAZ]
    assert found(classes=()) == found(among=()) == found(language="kk") == found(limit=0) == []
    assert found(limit=1) == [SUR]
    assert index.types_of([SUR, TOTAL]) == {SUR: (CITY, STATE), TOTAL: ()}


@pytest.mark.parametrize(
    ("query", "thing"),
    [
        ("TotalEnrgies", TOTAL),
        ("Total Enrgies", TOTAL),
        ("NurSulten", SUR),
        ("Nursultn", SUR),
        ("Kazakhstan Temr Zholy", KTZ),
        ("Kazakhstan Lemir Zholy", KTZ),
        ("Kasym-Jomrat Tokaev", TOKAYEV),
    ],
)
def test_slips_are_found_across_words_too(index: NameIndex, query: str, thing: str) -> None:
    (alone,), search = index.candidates([query]), index.search(query)
    assert [alone[0].iri, search[0].iri] == [thing, thing]
    assert not alone[0].sure


@given(st.lists(st.text(max_size=12), max_size=4))
def test_no_text_upsets_a_batch(index: NameIndex, queries: list[str]) -> None:
    found = index.candidates(queries)
    assert len(found) == len(queries)
    for query, matches in zip(queries, found, strict=True):
        assert index.candidates([query]) == [matches]
        assert all(match.features is not None for match in matches)
        assert all(0 <= value <= 1 for match in matches for value in match.features or ())


def test_threads_ask_at_once_and_a_closed_index_says_so(tmp_path: Path) -> None:
    build_index(tmp_path / "names.sqlite", NAMES)
    index = NameIndex(tmp_path / "names.sqlite")
    queries = ["Tokayev", "Kazahkstan", "KTZ", "Total Enrgies"]

    def ask(_turn: int) -> list[list[Match]]:
        return index.candidates(queries)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(40)))
    assert all(answer == answers[0] for answer in answers)
    index.close()
    with pytest.raises(StoreError, match="closed"):
        index.candidates(["KTZ"])
