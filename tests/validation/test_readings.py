"""What is kept of rules in a file is what the rules themselves say."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.validation import known
from kzgraph.validation.aiming import aim
from kzgraph.validation.asking import by_look_up
from kzgraph.validation.patterns import read
from kzgraph.validation.reach import find_reach
from kzgraph.validation.readings import recall, write_readings
from kzgraph.validation.rules import Rules, parsed

SHIPPED = Rules.read(Path(__file__).resolve().parents[2] / "shapes")
SOME = dict(sorted(SHIPPED.queries.items(), key=lambda item: len(item[1]))[:12])
MAKERS = ("patterns.read", "aiming.aim", "reach.find_reach")


def forget() -> None:
    for made in (known.reading_of, known.aimed, known.reach_of, parsed):
        made.cache_clear()
    for memory in (known._READINGS, known._AIMED, known._REACH):
        memory.clear()


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rules]:
    """Some queries, and shapes in files of their own: nothing of them is known."""
    for memory in ("_READINGS", "_AIMED", "_REACH"):  # other tests know theirs
        monkeypatch.setattr(known, memory, {})
    forget()
    shapes = tmp_path / "shapes.ttl"
    shapes.write_bytes(SHIPPED.shape_files[0].read_bytes())
    yield Rules((shapes,), SOME)
    forget()


def test_what_is_kept_is_what_the_rules_say(
    rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [by_look_up(query) for query in rules.queries.values()]
    own = {query: read(query) for query in asked}
    aimed, reach = aim(rules.shape_files), find_reach(rules.shape_files)
    write_readings(rules, tmp_path / "kept.json")
    forget()
    recall(rules, tmp_path / "kept.json")
    for maker in MAKERS:
        monkeypatch.delattr(f"kzgraph.validation.{maker}")
    assert {query: known.reading_of(query) for query in asked} == own
    assert known.aimed(rules.shape_files) == aimed
    assert aimed
    assert known.reach_of(rules.shape_files) == reach
    assert {reading.looks_up for reading in own.values() if reading} == {True, False}


def test_of_other_shapes_nothing_is_taken(rules: Rules, tmp_path: Path) -> None:
    write_readings(rules, tmp_path / "kept.json")
    forget()
    (shapes,) = rules.shape_files
    shapes.write_text("# None any more.\n", encoding="utf-8")
    recall(rules, tmp_path / "kept.json")
    assert known.aimed(rules.shape_files) == ()


def test_a_file_that_cannot_be_read_is_none(rules: Rules, tmp_path: Path) -> None:
    query = by_look_up(min(rules.queries.values(), key=len))
    recall(rules, tmp_path / "missing.json")
    write_readings(rules, tmp_path / "kept.json")
    kept = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    forget()
    for broken in ({"queries": {}}, kept | {"aimed": [1]}, kept | {"queries": {query: {}}}, [1]):
        (tmp_path / "broken.json").write_text(json.dumps(broken), encoding="utf-8")
        recall(rules, tmp_path / "broken.json")
        assert not any((known._READINGS, known._AIMED, known._REACH))
    assert known.reading_of(query) == read(query), "it is found out anew"
