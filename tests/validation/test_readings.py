"""Readings of queries that are kept in a file are those that the queries have."""

from pathlib import Path

import pytest

from kzgraph.validation.patterns import read, reading_of
from kzgraph.validation.readings import recall, write_readings
from kzgraph.validation.rules import Rules

QUERIES = Rules.read(Path(__file__).resolve().parents[2] / "shapes").queries.values()


def test_kept_readings_are_those_of_the_queries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = sorted(QUERIES, key=len)[:12]
    own = {query: read(query) for query in some}
    write_readings(some, tmp_path / "readings.json")
    reading_of.cache_clear()
    recall(tmp_path / "readings.json")
    monkeypatch.delattr("kzgraph.validation.patterns.read")
    assert {query: reading_of(query) for query in some} == own


def test_a_file_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    query = min(QUERIES, key=len)
    own = read(query)
    reading_of.cache_clear()
    recall(tmp_path / "missing.json")
    (tmp_path / "broken.json").write_text('{"SELECT": {"patterns": 1}}', encoding="utf-8")
    recall(tmp_path / "broken.json")
    assert reading_of(query) == own, "it is found out anew"
