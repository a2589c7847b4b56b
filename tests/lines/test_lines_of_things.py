"""Things read from sorted lines: by class, by IRI, and no more than is said of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.errors import StoreError
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
_:b <{RDF_TYPE}> <urn:C> .
"""


@pytest.fixture
def things(tmp_path: Path) -> Iterator[Things]:
    (tmp_path / "lines.nt").write_text(LINES, encoding="utf-8")
    with Things(tmp_path / "lines.nt", tmp_path / "things.sqlite") as things:
        yield things


def test_things_of_classes_come_by_iri_and_once(things: Things) -> None:
    told = dict(things.of_class("urn:C"))
    assert list(told) == ["urn:a", "urn:a-b"]
    assert told["urn:a"]["urn:pp"] == [Literal("3")]
    assert [iri for iri, _ in things.of_class("urn:E", "urn:C")] == ["urn:a", "urn:a-b"]
    assert list(things.of_class("urn:D")) == []


def test_a_thing_tells_all_that_is_said_of_it_and_nothing_else(things: Things) -> None:
    said = things.said("urn:a")
    assert said["urn:p"] == [Literal("1")]
    assert {*said} == {RDF_TYPE, "urn:p", "urn:pp"}
    assert things.said("urn:b") == {"urn:p": [NamedNode("urn:a")]}
    assert things.said("urn:missing")["urn:p"] == []
    assert things.said("urn:a-b").spelled("urn:p") == [f'"é > <{RDF_TYPE}> <urn:D> ."@fr']


def test_what_is_stated_by_a_property_comes_in_the_order_of_the_lines(things: Things) -> None:
    """With the first line of the file; of things that have an IRI, and of that property alone."""
    assert [*things.stating("urn:p")] == [
        ("urn:a-b", f'"é > <{RDF_TYPE}> <urn:D> ."@fr'),
        ("urn:a", '"1"'),
        ("urn:b", "<urn:a>"),
    ]
    assert [iri for iri, _ in things.stating(RDF_TYPE)] == ["urn:a-b", "urn:a", "urn:a"]
    assert [*things.stating("urn:.")] == []


def test_an_index_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "lines.nt").write_text(LINES, encoding="utf-8")
    (tmp_path / "things.sqlite").write_text("no database, and long enough to be none")
    with pytest.raises(StoreError, match=r"things\.sqlite"):
        Things(tmp_path / "lines.nt", tmp_path / "things.sqlite")
