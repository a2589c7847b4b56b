"""Files taken as lines: the graphs and the faults are those of files that are read as quads."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kzgraph.derive import derive, derive_all
from kzgraph.errors import StoreError
from kzgraph.identifiers import DERIVED_GRAPH, FACTS_GRAPH
from kzgraph.lines import LineSorter, Things
from kzgraph.rdf import digest
from kzgraph.release import Home, beside
from kzgraph.release.indexing import indexing
from kzgraph.release.inputs import read_inputs
from kzgraph.release.intake import Lines, merge, take_files, take_quads
from kzgraph.store import EmbeddedStore, Store

CLAIMS = "data/sources/eonergie-2024-11/claims.trig"


@pytest.fixture
def stated(texts_root: Path, tmp_path: Path) -> Lines:
    lines, problems = take_files(texts_root, tmp_path, 1)
    assert problems == []
    return lines


def test_graphs_are_those_of_the_files(stated: Lines, texts_root: Path) -> None:
    store, other = EmbeddedStore.in_memory(), EmbeddedStore.in_memory()
    store.load(read_inputs(texts_root).quads())
    store.fill_default_graph()
    other.load_file(stated.quads)
    other.load_file(stated.triples)
    assert {*store.quads()} == {*other.quads()}
    assert stated.digests == {graph: digest(store.lines(graph)) for graph in store.graphs()}
    assert stated.triples.read_bytes() == b"".join(store.lines(None))


def test_what_is_derived_from_lines_is_what_is_derived_from_a_store(
    stated: Lines, release_store: Store, tmp_path: Path
) -> None:
    """By group and by document, with conflicts, times and labels; digests are the release's."""
    store = EmbeddedStore.in_memory()
    store.load_file(stated.triples)
    problems: list[object] = []
    with Things(stated.triples, tmp_path / "things") as things:
        quads = {*derive_all(store, things, LineSorter(tmp_path / "claims", 100), problems)}
    assert problems == []
    assert quads == {*derive(store).quads}
    derived = take_quads(quads, tmp_path, 1)
    assert derived.digests == {
        graph: digest(release_store.lines(graph)) for graph in (DERIVED_GRAPH, FACTS_GRAPH)
    }
    assert merge([stated, derived], tmp_path / "all") == digest(release_store.lines(None))


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
    assert (tmp_path / "names.sqlite").read_bytes() == (current.path / "names.sqlite").read_bytes()


def test_what_is_made_beside_is_what_is_made_here(
    built_home: Path, texts_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The indexes, and the lines of half of the files."""
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
            taken.append(take_files(texts_root, part, 64, given))
    store.close()
    assert taken[0][0].digests == taken[1][0].digests
    assert len({lines.triples.read_bytes() for lines, _ in taken}) == 1
    assert len({frozenset(lines.quads.read_bytes().splitlines()) for lines, _ in taken}) == 1
    assert [*taken[0][1], *taken[1][1]] == []
    for name in ("names.sqlite", "statements.sqlite"):
        assert (tmp_path / name).read_bytes() == (current.path / name).read_bytes(), name
