"""Files taken as lines: the graphs and the faults are those of files that are read as quads."""

import os
import shutil
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kzgraph.derive import derive, derive_all, label_lines, sort_claims
from kzgraph.errors import StoreError
from kzgraph.identifiers import DERIVED_GRAPH, FACTS_GRAPH
from kzgraph.lines import LineSorter, Things
from kzgraph.rdf import NamedNode, digest
from kzgraph.release import Home, beside
from kzgraph.release.content import NAMING
from kzgraph.release.indexing import indexing
from kzgraph.release.inputs import read_inputs
from kzgraph.release.intake import Lines, _begun, joined, take_files, take_quads
from kzgraph.store import EmbeddedStore, Store
from kzgraph.vocab import KZ, RDF_TYPE, RDFS

CLAIMS = "data/sources/eonergie-2024-11/claims.trig"


@pytest.fixture
def stated(texts_root: Path, tmp_path: Path) -> Lines:
    parts, problems = take_files(texts_root, tmp_path, 1)
    assert problems == []
    return joined(parts, tmp_path / "stated.nt")


def test_graphs_are_those_of_the_files(stated: Lines, texts_root: Path) -> None:
    store, other = EmbeddedStore.in_memory(), EmbeddedStore.in_memory()
    store.load(read_inputs(texts_root).quads())
    store.fill_default_graph()
    for path in (*stated.quads, stated.triples):
        other.load_file(path)
    assert {*store.quads()} == {*other.quads()}
    assert stated.digests == {graph: digest(store.lines(graph)) for graph in store.graphs()}
    assert stated.triples.read_bytes() == b"".join(store.lines(None))
    assert stated.digest == digest(store.lines(None))


def test_what_several_graphs_say_counts_once_among_all_triples(
    texts_root: Path, tmp_path: Path
) -> None:
    """In two graphs of one part, and in a graph of another."""
    root = Path(shutil.copytree(texts_root, tmp_path / "root"))
    said = "<urn:a> <urn:b> 1 .\n"
    for path in ("data/entities/persons.ttl", "data/dataset.ttl"):
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(said)
    claims = root / CLAIMS
    text = claims.read_text("utf-8").rstrip()
    claims.write_text(f"{text.removesuffix('}')}\n{said}}}\n", "utf-8")
    with ThreadPoolExecutor(1) as second:
        parts, problems = take_files(root, tmp_path, 16, second)
    assert problems == []
    stated = joined(parts, tmp_path / "stated.nt")
    lines = stated.triples.read_bytes().splitlines(keepends=True)
    assert len(lines) == len({*lines})
    assert stated.digest == digest(lines)
    assert sum(part.triples.read_bytes().count(b"<urn:a> <urn:b>") for part in parts) == 2


def test_what_is_derived_from_lines_is_what_is_derived_from_a_store(
    stated: Lines, release_store: Store, tmp_path: Path
) -> None:
    """By group and by document, with conflicts, times and labels; digests are the release's."""
    store = EmbeddedStore.in_memory()
    store.load_file(stated.triples)
    problems: list[object] = []
    with Things(stated.triples) as things:
        sort_claims(things, LineSorter(tmp_path / "claims", 100), tmp_path / "sorted")
    quads = {*derive_all(store, tmp_path / "sorted", problems)}
    labels = [*label_lines(stated.triples)]
    assert problems == []
    expected = {*derive(store).quads}
    assert quads < expected
    assert {quad.predicate.value for quad in expected - quads} == {RDFS + "label"}
    derived = take_quads(quads, labels, tmp_path, 1)
    assert derived.digests == {
        graph: digest(release_store.lines(graph)) for graph in (DERIVED_GRAPH, FACTS_GRAPH)
    }
    whole = joined([stated, derived], tmp_path / "all")
    assert whole.digest == digest(release_store.lines(None))
    assert whole.digests == stated.digests | derived.digests


def test_no_claim_states_a_name_or_a_class(release_store: Store) -> None:
    """The index of names is made of what is stated, before it is known what follows from claims."""
    stated = f"SELECT ?property WHERE {{ ?property a <{KZ}StatementProperty> }}"
    found = {str(row["property"]) for row in release_store.select(stated)}
    assert len(found) > 50
    assert found.isdisjoint(str(NamedNode(name)) for name in (*NAMING, RDF_TYPE))


def test_faults_are_those_of_files_that_are_read_as_quads(texts_root: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(texts_root, tmp_path / "root"))
    claims, places = root / CLAIMS, root / "data/entities/places.ttl"
    claims.write_text(claims.read_text("utf-8").replace("graph/source/", "graph/other/"), "utf-8")
    places.write_text(places.read_text("utf-8") + "\n<urn:a> <urn:b> [] .\n<urn:a> .\n", "utf-8")
    (root / "data/entities/more.ttl").write_text("<urn:a> <urn:b> [] .", "utf-8")
    (root / "data/sources/Bad Name").mkdir()
    (tmp_path / "aside").mkdir()
    problems = take_files(root, tmp_path / "aside", 256)[1]
    assert [*problems] == [*read_inputs(root).problems]
    rules = [problem.rule for problem in problems]
    assert rules == [
        *("no-blank-node", "syntax", "graph-of-file"),
        *("source-folder", "source-folder", "source-folder"),
    ]


def test_a_judgement_of_what_is_nowhere_described_is_a_fault(
    texts_root: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(texts_root, tmp_path / "root"))
    (root / "data/entities/persons.ttl").unlink()
    (tmp_path / "aside").mkdir()
    problems = take_files(root, tmp_path / "aside", 256)[1]
    assert {problem.rule for problem in problems} == {"link-subject"}
    assert {*problems} == {*read_inputs(root).problems}


def test_what_is_wanted_is_found_in_sorted_blocks_each_of_which_is_looked_at_once() -> None:
    # The bracket sorts after the hyphen, so that the longer IRI comes first.
    wanted = deque([b"<urn:a> ", b"<urn:b-> ", b"<urn:b> ", b"<urn:d> ", b"<urn:z> "])
    blocks = [
        [b"<urn:aa> 1\n", b"<urn:b-> 1\n"],
        [],
        [b"<urn:b> 1\n"],
        [b"<urn:b> 2\n", b"<urn:d> 1\n"],
    ]
    assert [[*_begun(block, wanted)] for block in blocks] == [["urn:b-"], [], ["urn:b"], ["urn:d"]]
    assert [*wanted] == [b"<urn:z> "]


def _die_beside() -> None:
    with beside.process_for([]) as process:
        assert process is not None
        process.submit(os._exit, 9).result()


def test_a_second_process_that_is_killed_is_an_error_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "_LARGE", 0)
    with pytest.raises(StoreError, match="KZGRAPH_BUILD_MEMORY"):
        _die_beside()


class _WithoutStore(ThreadPoolExecutor):
    """Takes the files of the store away before it begins, as merging them may."""

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Any:
        shutil.rmtree(arguments[-1] / "store")
        return super().submit(function, *arguments, **named)


def test_indexes_are_read_from_files_that_stay(built_home: Path, tmp_path: Path) -> None:
    current = Home(built_home).current()
    shutil.copytree(current.store_path, tmp_path / "store")
    store = EmbeddedStore.create(tmp_path / "store")
    lines = tmp_path / "aside" / "all.nt"
    lines.parent.mkdir()
    lines.write_bytes(b"".join(store.lines(None)))
    with _WithoutStore(1) as beside_this, indexing(store, lines, tmp_path, beside_this):
        pass
    written, kept = (folder / "statements.sqlite" for folder in (tmp_path, current.path))
    assert written.read_bytes() == kept.read_bytes()


def test_what_is_made_beside_is_what_is_made_here(
    built_home: Path, texts_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of statements, and the lines of half of the files."""
    current = Home(built_home).current()
    shutil.copytree(current.store_path, tmp_path / "store")
    store = EmbeddedStore.create(tmp_path / "store")
    lines = tmp_path / "all.nt"
    lines.write_bytes(b"".join(store.lines(None)))
    monkeypatch.setattr(beside, "_LARGE", 0)
    with beside.process_for([]) as process:
        with indexing(store, lines, tmp_path, process):
            pass
        parts = [tmp_path / "alone", tmp_path / "halves"]
        taken = []
        for part, given in zip(parts, (None, process), strict=True):
            part.mkdir()
            lines_of, problems = take_files(texts_root, part, 64, given)
            assert problems == []
            taken.append(joined(lines_of, part / "stated.nt"))
    store.close()
    assert taken[0].digests == taken[1].digests
    assert taken[0].digest == taken[1].digest
    assert len({told.triples.read_bytes() for told in taken}) == 1
    quads = [b"".join(path.read_bytes() for path in told.quads) for told in taken]
    assert len({frozenset(told.splitlines()) for told in quads}) == 1
    written, kept = (folder / "statements.sqlite" for folder in (tmp_path, current.path))
    assert written.read_bytes() == kept.read_bytes()
