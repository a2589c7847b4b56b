"""Dumps as files, written from a store."""

import gzip
from pathlib import Path

import pytest

from kzgraph.describe import DUMPS, write_dump
from kzgraph.errors import StoreError
from kzgraph.rdf import BlankNode, Literal, NamedNode, Quad
from kzgraph.store import EmbeddedStore

NODE, GRAPH = NamedNode("urn:a"), NamedNode("urn:g")


@pytest.fixture
def store() -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    store.load([Quad(NODE, NODE, Literal("1")), Quad(BlankNode(), NODE, Literal("2"), GRAPH)])
    return store


@pytest.mark.parametrize(("name", "quads"), [("nq", 2), ("trig", 2), ("nt", 1), ("ttl", 1)])
def test_formats_without_graphs_have_the_default_one(
    store: EmbeddedStore, tmp_path: Path, name: str, quads: int
) -> None:
    dump = DUMPS[f"kzgraph.{name}"]
    write_dump(store, dump, tmp_path / dump.name)
    assert (tmp_path / dump.name).read_text().count(' "') == quads


def test_packed_bytes_are_the_same_each_time(store: EmbeddedStore, tmp_path: Path) -> None:
    dump = DUMPS["kzgraph.nq.gz"]
    for name in ("one.gz", "two.gz"):
        write_dump(store, dump, tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.gz", "two.gz"))
    assert one == two
    assert gzip.decompress(one).count(b"\n") == 2
    assert {path.name for path in tmp_path.iterdir()} == {"one.gz", "two.gz"}


def test_a_folder_that_is_not_there(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        write_dump(store, DUMPS["kzgraph.nq"], tmp_path / "none" / "kzgraph.nq")
