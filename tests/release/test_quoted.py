"""Evidence that is read from sorted lines is the evidence that a store tells of each document."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.errors import NotFoundError
from kzgraph.evidence import CitedSpan, read_evidence
from kzgraph.identifiers import source_graph
from kzgraph.lines import LineSorter, Things
from kzgraph.model import Span
from kzgraph.release.quoted import all_evidence
from kzgraph.store import Store
from kzgraph.vocab import ID, KZ, OA, RDF_TYPE, XSD


@pytest.fixture
def sorter(tmp_path: Path) -> LineSorter:
    return LineSorter(tmp_path / "spans", 1000)


@pytest.fixture
def things(whole_store: Store, tmp_path: Path) -> Iterator[Things]:
    (tmp_path / "lines.nt").write_bytes(b"".join(whole_store.lines(None)))
    with Things(tmp_path / "lines.nt") as things:
        yield things


def test_evidence_of_all_is_the_evidence_of_each(
    whole_store: Store, things: Things, sorter: LineSorter
) -> None:
    """Of those with a text, by name; spans and sentences in the same order, with what cites them."""
    start = source_graph("")
    sources = [name.removeprefix(start) for name in whole_store.graphs() if name.startswith(start)]
    each = [read_evidence(whole_store, source) for source in sources]
    expected = [evidence for evidence in each if evidence.length is not None]
    found = [*all_evidence(things, reversed(sources), sorter)]
    assert found == expected
    assert sum(len(evidence.spans) for evidence in found) > 100
    assert any(sentence.no_claim for evidence in found for sentence in evidence.sentences)


def said_of(name: str) -> list[str]:
    """Return the lines of a document of ten characters, in which a claim cites the first four."""
    document, passage = f"<{ID}document/{name}>", f"<{ID}passage/{name}>"
    return [
        f"<{ID}claim/{name}-1> <{KZ}evidence> {passage} .\n",
        f"{document} <{RDF_TYPE}> <{KZ}Document> .\n",
        f'{document} <{KZ}sha256> "of the text" .\n',
        f'{document} <{KZ}textLength> "10"^^<{XSD}integer> .\n',
        f"{passage} <{OA}hasSelector> <{ID}selector/{name}> .\n",
        f"{passage} <{OA}hasSource> {document} .\n",
        f'{passage} <{KZ}sha256> "of {name}" .\n',
        f'<{ID}selector/{name}> <{OA}end> "4"^^<{XSD}integer> .\n',
        f'<{ID}selector/{name}> <{OA}start> "0"^^<{XSD}integer> .\n',
    ]


def test_a_document_has_its_own_spans_however_many_others_there_are(
    sorter: LineSorter, tmp_path: Path
) -> None:
    lines = sorted(line for name in ("a", "a-b", "b", "c") for line in said_of(name))
    (tmp_path / "lines.nt").write_text("".join(lines), "utf-8")
    with Things(tmp_path / "lines.nt") as things:
        found = [*all_evidence(things, ["c", "a"], sorter)]
    assert [(one.source, one.length, one.sha256) for one in found] == [
        ("a", 10, "of the text"),
        ("c", 10, "of the text"),
    ]
    assert [one.spans for one in found] == [
        (CitedSpan("a-1", Span(0, 4), "of a"),),
        (CitedSpan("c-1", Span(0, 4), "of c"),),
    ]


def test_a_source_that_describes_no_document_is_not_found(
    things: Things, sorter: LineSorter
) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        [*all_evidence(things, ["nowhere"], sorter)]
