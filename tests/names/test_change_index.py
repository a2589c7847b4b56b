"""An index of names that was changed by difference holds what a new one would hold."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzgraph.errors import StoreError
from kzgraph.identifiers import THINGS
from kzgraph.names import Name, NameIndex, Naming, Typing, build_index, change_index

X, Y = THINGS + "person/x", THINGS + "company/y"
OLD = [
    Name(X, "Ann Example", "en", "pref"),
    Name(X, "Қасым-Жомарт", "kk", "alt"),
    Name(X, "Qasym", None, "alt"),
    Name(Y, "KTZ", None, "acronym"),
    Name(Y, "Kazakhstan Temir Zholy", "en", "pref"),
    Name(Y, "🙂", None, "alt"),
    Name(Y, "Ⅻ İstanbul ﬃ", None, "alt"),
]
COME = [
    Name(X, "Ann Exemple", "fr", "pref"),
    Name(Y, "QTJ", None, "acronym"),
    Name(Y, "Ann Example", "en", "pref"),
    Name(Y, "ŞĦ ẞtraße", "de", "alt"),
]
CONTENT = (
    "SELECT iri, text, language, kind, plain, bare, folded, key FROM names ORDER BY 1, 2, 3, 4",
    "SELECT thing, class FROM types ORDER BY 1, 2",
    "SELECT term, col, doc, cnt FROM temp.words ORDER BY 1, 2",
    "SELECT count(*) FROM name_words",
    "SELECT word, folded FROM main.words ORDER BY 1",
    "SELECT initial, length, reversed FROM ends ORDER BY 1, 2, 3",
    "PRAGMA user_version",
)


def content(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main','name_words','col')"
        )
        return [connection.execute(question).fetchall() for question in CONTENT]


def typed(names: list[Name]) -> set[Typing]:
    """Make up classes: each thing is of one for each of its languages."""
    return {Typing(name.iri, f"{THINGS}class/{name.language}") for name in names}


def difference(old: list[Name], new: list[Name]) -> tuple[Naming, Naming]:
    gone = Naming(set(old) - set(new), typed(old) - typed(new))
    return gone, Naming(set(new) - set(old), typed(new) - typed(old))


def check(folder: Path, old: list[Name], new: list[Name]) -> None:
    paths = [folder / name for name in ("old", "new", "changed")]
    for path in paths:
        path.unlink(missing_ok=True)
    build_index(paths[0], old, typed(old))
    build_index(paths[1], new, typed(new))
    change_index(paths[0], paths[2], *difference(old, new))
    assert content(paths[2]) == content(paths[1])


@pytest.mark.parametrize("gone", [[], OLD[:1], OLD[1:3], OLD[3:4], OLD[5:], OLD])
@pytest.mark.parametrize("come", [[], COME[:1], COME[1:2], COME])
def test_the_content_is_that_of_a_new_index(
    gone: list[Name], come: list[Name], tmp_path: Path
) -> None:
    check(tmp_path, OLD, [name for name in OLD if name not in gone] + come)


_names = st.builds(
    Name,
    st.sampled_from([X, Y]),
    st.text(min_size=1, max_size=9),
    st.sampled_from(["en", None]),
    st.sampled_from(["pref", "alt", "acronym"]),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(_names, max_size=6), st.lists(_names, max_size=6))
def test_it_is_for_any_names(tmp_path: Path, old: list[Name], new: list[Name]) -> None:
    check(tmp_path, old, new)


def test_the_changed_index_is_searched_like_a_new_one(tmp_path: Path) -> None:
    build_index(tmp_path / "old", OLD)
    change_index(tmp_path / "old", tmp_path / "changed", Naming(OLD[:1]), Naming(COME))
    build_index(tmp_path / "new", OLD[1:] + COME)
    with NameIndex(tmp_path / "new") as new, NameIndex(tmp_path / "changed") as changed:
        for query in ("Ann", "example", "Exampel", "QTJ", "kasym", "temir", "Xamples"):
            assert changed.search(query) == new.search(query)
        assert changed.search("exemple")[0].iri == X


def test_an_index_without_the_name_is_refused(tmp_path: Path) -> None:
    build_index(tmp_path / "old", OLD[1:])
    with pytest.raises(StoreError, match="Ann Example"):
        change_index(tmp_path / "old", tmp_path / "new", Naming(OLD[:1]), Naming())
    with pytest.raises(StoreError, match="cannot be written"):
        change_index(tmp_path / "missing", tmp_path / "new", Naming(), Naming())
