"""Shapes asked of a few nodes find there what they find in whole data."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from rdflib.namespace import SH
from small_graphs import PREFIXES, STATEMENTS, store_of

from kzgraph.rdf import NamedNode, parse_file
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Finding
from kzgraph.validation.incremental import look_at
from kzgraph.validation.known import aimed
from kzgraph.validation.near import asked_of
from kzgraph.validation.rules import Rules, parsed
from kzgraph.validation.run import hold_to_shapes, run_check

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
Files = tuple[Path, ...]


def subjects(store: Store) -> set[str]:
    rows = store.select("SELECT DISTINCT ?node { ?node ?property ?value }")
    return {row["node"].value for row in rows if isinstance(row["node"], NamedNode)}


def near(store: Store, files: Files, nodes: set[str]) -> set[Finding]:
    shapes = aimed(files)
    assert shapes is not None
    return {found for check in asked_of(nodes, shapes, store) for found in run_check(store, check)}


def whole(store: Store, files: Files, nodes: set[str]) -> set[Finding]:
    return {found for found in hold_to_shapes(store, parsed(files)) if found.focus in nodes}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The planted shapes, but the one that reports on values, and with one of a stated node more."""
    shapes = rdflib.Graph().parse(HERE / "planted_shapes.ttl")
    shapes.remove((rdflib.URIRef("urn:x:InValues"), SH.property, None))
    shapes.add((rdflib.URIRef("urn:x:Values"), SH.targetNode, rdflib.URIRef("urn:x:g")))
    path = tmp_path_factory.mktemp("shapes") / "planted.ttl"
    shapes.serialize(path, format="turtle")
    return (path,)


def test_real_shapes_find_the_same_in_all_examples() -> None:
    store = EmbeddedStore.in_memory()
    for path in (ROOT / "tests/shapes").glob("*valid/*"):
        store.load(parse_file(path))
    store.fill_default_graph()
    files, nodes = Rules.read(ROOT / "shapes").shape_files, subjects(store)
    found = near(store, files, nodes)
    assert found == whole(store, files, nodes)
    some = {one.focus for one in found if one.rule == "ClaimShape"}
    assert near(store, files, some) == {one for one in found if one.focus in some}
    assert 0 < len(some) < len(nodes)


def test_planted_faults_of_every_kind_are_found_at_each_node(planted: Files) -> None:
    store = store_of((HERE / "planted_faults.ttl").read_text(encoding="utf-8"))
    found = whole(store, planted, subjects(store))
    assert len(found) > 300
    for node in subjects(store):
        assert near(store, planted, {node}) == {one for one in found if one.focus == node}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STATEMENTS)
def test_random_data_is_found_to_be_the_same(planted: Files, triples: list[str]) -> None:
    store = store_of(" .\n".join([*triples, ":A rdfs:subClassOf :B ."]))
    for nodes in ({"urn:x:a"}, {"urn:x:b", "urn:x:c"}):
        assert near(store, planted, nodes) == whole(store, planted, nodes)


@pytest.mark.parametrize(
    "says",
    [
        'sh:property [ sh:path :p ; sh:pattern "^(?!o)" ; sh:message "m" ]',
        'sh:property [ sh:path :q ; sh:property [ sh:path :p ; sh:maxCount 0 ; sh:message "m" ] ]',
    ],
)
def test_other_shapes_are_asked_of_everything(says: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    shape = f"{PREFIXES} :Left a sh:NodeShape ; sh:targetClass :A ; {says} ."
    path.write_text(shape, encoding="utf-8")
    assert aimed((path,)) is None
    store = store_of(':a a :A ; :p "one" ; :q :a . :b a :A ; :p "one" ; :q :b .')
    (found,) = look_at(store, Rules((path,), {}), {"urn:x:a"}).findings
    assert (found.focus, found.message) == ("urn:x:a", "m")


def test_what_takes_long_to_import_is_left_out_where_queries_do_all() -> None:
    code = """
import sys, kzgraph.cli
kzgraph.cli.command_line("build")
import kzgraph.release.rebuild
print([name for name in ("pyshacl", "rdflib", "numpy", "uvicorn") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
