"""Columns that are kept in a file say what the tables say, and are read instead of them."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from kzgraph.errors import StoreError
from kzgraph.read.columns import keep_columns
from kzgraph.read.entity_sets import EntitySets
from kzgraph.read.moments import Asked, Moments
from kzgraph.release import Home
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.build import build_statements
from kzgraph.statements.columns import FILE
from kzgraph.store import EmbeddedStore


@pytest.fixture
def folder(disputed_home: Path, tmp_path: Path) -> Path:
    """A release's folder with the index alone."""
    shutil.copy(Home(disputed_home).current().path / "statements.sqlite", tmp_path)
    return tmp_path


def test_what_is_kept_is_what_the_tables_say_and_they_are_not_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = StatementIndex(folder / "statements.sqlite")
    sets = EntitySets(tables)
    told = Moments(tables, sets)
    keep_columns(folder)
    asked: list[str] = []
    rows = StatementIndex.rows

    def noted(self: StatementIndex, question: str, values: object = None) -> object:
        asked.append(question)
        return rows(self, question, values)  # type: ignore[arg-type]

    monkeypatch.setattr(StatementIndex, "rows", noted)
    with StatementIndex(folder / "statements.sqlite") as index:
        kept = EntitySets(index)
        moments = Moments(index, kept)
    assert not [question for question in asked if "json_group_array" in question]
    assert len(asked) < 8, "small questions on classes and properties"
    assert kept.entities == sets.entities
    assert {entity.iri for entity in kept.entities} > {"https://w3id.org/kzgraph/id/state/kaz"}
    for view in (View(), View(modalities=None, min_corroboration=2)):
        one, other = kept.under(view), sets.under(view)
        assert np.array_equal(one.spoken_of, other.spoken_of)
        assert all(map(np.array_equal, one.facets["source"], other.facets["source"]))
        assert np.array_equal(kept.witnesses.seen(view), sets.witnesses.seen(view))
        assert np.array_equal(*(found.found(Asked(), view).places for found in (moments, told)))
    assert moments.entries(range(3)) == told.entries(range(3))
    tables.close()


def test_another_question_is_answered_from_the_tables(folder: Path) -> None:
    keep_columns(folder)
    with StatementIndex(folder / "statements.sqlite") as index:
        ((claims,),) = index.rows("SELECT COUNT(*) FROM claim")
        found = index.columns(
            "SELECT json_group_array(id), json_group_array(name) FROM claim", texts=1
        )
        assert (len(found.numbers[0]), len(found.texts[0])) == (claims, claims)
        assert found.numbers[0].dtype == np.int64


def test_a_broken_file_is_told_with_what_to_do(folder: Path) -> None:
    keep_columns(folder)
    path = folder / FILE
    whole = path.read_bytes()
    for broken in (b"", b"no JSON\n", whole[: len(whole) // 2]):
        path.write_bytes(broken)
        with (
            StatementIndex(folder / "statements.sqlite") as index,
            pytest.raises(StoreError, match=r"statements.columns cannot be read.*Remove the file"),
        ):
            Moments(index, EntitySets(index))
    path.write_bytes(whole)
    with pytest.raises(StoreError, match=r"cannot be written to .*statements.columns"):
        keep_columns(folder)
    assert path.read_bytes() == whole


def test_an_index_without_a_row_has_columns(tmp_path: Path) -> None:
    build_statements(tmp_path / "statements.sqlite", EmbeddedStore.in_memory())
    for _ in range(2):  # from the tables, then from the file
        with StatementIndex(tmp_path / "statements.sqlite") as index:
            sets = EntitySets(index)
            assert (sets.entities, len(sets.witnesses.claims)) == ([], 0)
            assert len(Moments(index, sets).found(Asked(), View()).places) == 0
        if not (tmp_path / FILE).exists():
            keep_columns(tmp_path)
