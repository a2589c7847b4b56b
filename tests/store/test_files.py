"""Files as lines: what a store would tell of them, whichever way they are read."""

from pathlib import Path

import pytest

from kzgraph.rdf import parse_file
from kzgraph.store import EmbeddedStore, files
from kzgraph.store.files import UnfitFileError, lines_of_file, lines_of_quads, spelled

G = "urn:g"
ODD = '<urn:s> <urn:p> 007 , "a\\nb > _:c ." , "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .'


@pytest.fixture(params=[50_000, 1], ids=["whole", "in batches"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_BATCH", request.param)


def lines(tmp_path: Path, name: str, text: str) -> list[bytes]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return sorted(b"".join(lines_of_file(path, G)).splitlines(keepends=True))


@pytest.mark.usefixtures("_way")
def test_lines_are_those_that_a_store_tells(tmp_path: Path) -> None:
    found = lines(tmp_path, "odd.ttl", ODD)
    store = EmbeddedStore.in_memory()
    store.load(parse_file(tmp_path / "odd.ttl"))
    assert found == store.lines(None)
    assert b'<urn:s> <urn:p> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' in found
    assert lines(tmp_path, "odd.trig", f"<{G}> {{ {ODD} }}") == found


SPELLINGS = [
    *('"1.50"^^xsd:decimal', '"+1"^^xsd:integer', '"1"^^xsd:boolean', '"2024-03-01Z"^^xsd:date'),
    *('"2024-03-01T24:00:00"^^xsd:dateTime', '"2024-03"^^xsd:gYearMonth', '"2024"^^xsd:gYear'),
    *('"x"^^xsd:integer', '"1e2"^^xsd:double', '"P1D"^^xsd:duration', '"a"^^xsd:string'),
    *('"a"@FR-ca', '"1"^^<urn:type>', '"^^<x> ."', '"a\\"^^<urn:b>"', '"1\\t"^^xsd:integer'),
    *('"a\\nb"^^<urn:type>', '"<urn:g> ."', "<urn:g>"),
]


@pytest.mark.parametrize("literal", SPELLINGS)
def test_each_literal_is_spelled_as_a_store_spells_it(tmp_path: Path, literal: str) -> None:
    text = (
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        f"<urn:s> <urn:p> {literal}, 1, 'x' ; <urn:q> {literal} ."
    )
    path = tmp_path / "one.ttl"
    path.write_text(text, encoding="utf-8")
    store = EmbeddedStore.in_memory()
    store.load(parse_file(path))
    assert lines(tmp_path, "one.ttl", text) == store.lines(None)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<urn:s> <urn:p> [] ."),
        ("a.ttl", "_:s <urn:p> 1 ."),
        ("a.trig", "<urn:s> <urn:p> 1 ."),
        ("a.trig", "<urn:s> <urn:p> <urn:g> ."),
        ("a.trig", "<urn:h> { <urn:s> <urn:p> 1 }"),
    ],
)
def test_what_needs_a_closer_look_is_told(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UnfitFileError):
        lines(tmp_path, name, text)


@pytest.mark.usefixtures("_way")
def test_what_does_not_parse_is_told(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        lines(tmp_path, "a.ttl", "<urn:s> <urn:p> .")


def test_quads_come_by_graph() -> None:
    store = EmbeddedStore.in_memory()
    store.update(
        "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1 } GRAPH <urn:h> { <urn:a> <urn:p> 2 } }"
    )
    told = dict(lines_of_quads(store.quads()))
    assert sorted(told) == ["urn:g", "urn:h"]
    assert dict(spelled(store.quads())) == told


def test_lines_are_loaded_in_parts_of_whole_lines(tmp_path: Path) -> None:
    """However much of one file or of several there is in a part."""
    paths = [tmp_path / "nothing.nq", tmp_path / "lines.nq", tmp_path / "more.nq"]
    for path, numbers in zip(paths, (range(0), range(9), range(9, 12)), strict=True):
        lines = (f"<urn:s> <urn:p> <urn:{n}> <urn:g> .\n" for n in numbers)
        path.write_text("".join(lines), "utf-8")
    for most in (1, 50, 400, 10_000):
        store = EmbeddedStore.in_memory()
        store.load_lines(paths, most)
        assert len(store.lines("urn:g")) == 12
