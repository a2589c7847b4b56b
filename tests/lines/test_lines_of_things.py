"""Things read from sorted lines: by class, by IRI, and no more than is said of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.lines import Things
from kzgraph.rdf import Literal, NamedNode
from kzgraph.vocab import RDF_TYPE

# The IRI that begins another comes after it here, since `-` sorts before the closing bracket.
LINES = f"""\
<urn:a-b> <{RDF_TYPE}> <urn:C> .
<urn:a-b> <urn:p> "é > <{RDF_TYPE}> <urn:D> ."@fr .
<urn:a> <{RDF_TYPE}> <urn:C> .
<urn:a> <{RDF_TYPE}> <urn:E> .
<urn:a> <urn:p> "1" .
<urn:a> <urn:pp> "3" .
<urn:b> <urn:p> <urn:a> .
<urn:c> <urn:q> "<urn:x> <urn:no> 2" .
_:b <{RDF_TYPE}> <urn:C> .
"""


@pytest.fixture
def things(tmp_path: Path) -> Iterator[Things]:
    (tmp_path / "lines.nt").write_text(LINES, encoding="utf-8")
    with Things(tmp_path / "lines.nt") as things:
        yield things


def test_things_of_classes_come_in_the_order_of_the_lines_and_once(things: Things) -> None:
    told = dict(things.of_class("urn:C"))
    assert list(told) == ["urn:a-b", "urn:a"]
    assert told["urn:a"]["urn:pp"] == [Literal("3")]
    assert [iri for iri, _ in things.of_class("urn:E", "urn:C")] == ["urn:a-b", "urn:a"]
    assert list(things.of_class("urn:D")) == []


def test_a_thing_tells_all_that_is_said_of_it_and_nothing_else(things: Things) -> None:
    said = things.said("urn:a")
    assert said["urn:p"] == [Literal("1")]
    assert {*said} == {RDF_TYPE, "urn:p", "urn:pp"}
    assert things.said("urn:b") == {"urn:p": [NamedNode("urn:a")]}
    assert things.said("urn:missing")["urn:p"] == []
    assert things.said("urn:a-b").spelled("urn:p") == [f'"é > <{RDF_TYPE}> <urn:D> ."@fr']


def test_things_with_a_property_come_once_and_with_all_that_is_said_of_them(things: Things) -> None:
    """A literal that holds what would begin a value is none of it, nor is a longer name."""
    told = dict(things.having("urn:pp", "urn:p"))
    assert list(told) == ["urn:a-b", "urn:a", "urn:b"]
    assert {*told["urn:a"]} == {RDF_TYPE, "urn:p", "urn:pp"}
    assert [iri for iri, _ in things.having("urn:pp")] == ["urn:a"]
    assert list(things.having("urn:no")) == []


def test_the_values_of_one_property_are_told_without_the_others(things: Things) -> None:
    assert things.values("urn:a", "urn:p") == ['"1"']
    assert things.values("urn:a", RDF_TYPE) == ["<urn:C>", "<urn:E>"]
    assert things.values("urn:b", "urn:pp") == things.values("urn:missing", "urn:p") == []


def test_what_is_stated_by_a_property_comes_in_the_order_of_the_lines(things: Things) -> None:
    """With the first line of the file; of things that have an IRI, and of that property alone."""
    assert [*things.stating("urn:p")] == [
        ("urn:a-b", f'"é > <{RDF_TYPE}> <urn:D> ."@fr'),
        ("urn:a", '"1"'),
        ("urn:b", "<urn:a>"),
    ]
    assert [iri for iri, _ in things.stating(RDF_TYPE)] == ["urn:a-b", "urn:a", "urn:a"]
    assert [*things.stating("urn:.")] == []


@pytest.mark.parametrize("size", [1, 50, 200])
def test_a_thing_is_whole_wherever_blocks_and_marks_part_its_lines(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kzgraph.lines.things._BLOCK", size)
    monkeypatch.setattr("kzgraph.lines.things._APART", size)
    names = [f"urn:thing-{number:03}" for number in range(40)]
    said = {name: [f"{'x' * (7 * n)}{n}" for n in range(1 + k % 5)] for k, name in enumerate(names)}
    lines = [f'<{name}> <urn:p> "{text}" .\n' for name in names for text in said[name]]
    lines += [f"<{name}> <{RDF_TYPE}> <urn:C> .\n" for name in names]
    (tmp_path / "lines.nt").write_text("".join(sorted(lines)), encoding="utf-8")
    with Things(tmp_path / "lines.nt") as things:
        for told in (dict(things.of_class("urn:C")), {name: things.said(name) for name in names}):
            assert [*told] == names
            for name, texts in said.items():
                assert {literal.value for literal in told[name]["urn:p"]} == {*texts}
                assert told[name][RDF_TYPE] == [NamedNode("urn:C")]
                assert len(things.values(name, "urn:p")) == len(texts)
        assert not things.said("urn:thing")
        assert not things.said("urn:thing-0000")
        assert not things.said("urn:z")


def test_a_file_without_lines_has_no_things(tmp_path: Path) -> None:
    (tmp_path / "lines.nt").touch()
    with Things(tmp_path / "lines.nt") as things:
        assert not things.said("urn:a")
        assert [*things.of_class("urn:C")] == []
