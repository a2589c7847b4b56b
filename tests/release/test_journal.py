"""The journal of a home: whole lines, whatever a kill has left of the last one."""

from pathlib import Path

import pytest

from kzgraph.errors import StoreError
from kzgraph.release import journal


def test_half_a_line_is_no_entry_and_does_not_spoil_the_next(tmp_path: Path) -> None:
    journal.record(tmp_path, "a", None, "build")
    path = tmp_path / "journal.ndjson"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:20])
    assert [entry.release for entry in journal.read(tmp_path)] == ["a"]
    journal.record(tmp_path, "b", "a", "rollback")
    assert [(one.release, one.previous) for one in journal.read(tmp_path)] == [
        ("a", None),
        ("b", "a"),
    ]


def test_a_whole_line_that_is_no_entry_is_told_with_its_place(tmp_path: Path) -> None:
    journal.record(tmp_path, "a", None, "build")
    with (tmp_path / "journal.ndjson").open("a") as file:
        file.write('{"release": "b"}\n')
    with pytest.raises(StoreError, match=r"journal\.ndjson:2"):
        journal.read(tmp_path)
