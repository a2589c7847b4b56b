"""A real release in real engines answers as it does in the embedded store."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kzgraph.errors import QuerySyntaxError
from kzgraph.identifiers import BASE
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Quad, Term, digest
from kzgraph.release import Home
from kzgraph.store import Row, Store
from kzgraph.store.remote import RemoteStore

pytestmark = pytest.mark.server

ROOT = Path(__file__).resolve().parents[2]
# The queries of other endpoints, and those of the remote store itself, are not asked of a release.
ELSEWHERE = {"remote", "federated", "linking"}
# These answer with the first thing found, whichever that is.
ANY = {"reconcile_used"}
BOUND = [
    ("thing", "thing", "id/company/edf"),
    ("link_document", "document", "id/document/eonergie-2024-11"),
    ("link_facts", "subject", "id/relation/fra-kaz"),
    ("link_facts", "object", "id/sector/education"),
    ("link_records", "subject", "id/state/kaz"),
    ("claims_to_derive_from", "claim", "id/claim/eonergie-2024-11-062"),
    ("describe_dataset", "dataset", "dataset"),
]


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def remote(
    request: pytest.FixtureRequest, built_home: Path, release_store: Store
) -> Iterator[RemoteStore]:
    """The release of the two texts, loaded into an engine."""
    endpoint = request.getfixturevalue(f"{request.param}_endpoint")
    store = RemoteStore.of_release(endpoint, Home(built_home).current().id)
    store.load(release_store.quads())
    yield store
    for graph in (None, *store.graphs()):
        store.drop(graph)
    assert store.graphs() == []
    store.close()


def counted(rows: Iterable[Row]) -> Counter[tuple[tuple[str, Term | None], ...]]:
    return Counter(tuple(sorted(row.items())) for row in rows)


def shipped() -> list[Path]:
    """Return our queries that are whole as they stand, and the questions with expected answers."""
    found = sorted((ROOT / "kzgraph" / "queries").rglob("*.rq"))
    bound = {name for name, _, _ in BOUND}
    ours = [p for p in found if p.parent.name not in ELSEWHERE or p.stem.startswith("our_")]
    whole = [p for p in ours if p.stem not in bound and not p.stem.startswith("remote_")]
    return [*whole, *sorted((ROOT / "tests" / "questions").glob("*.rq"))]


def test_every_graph_has_its_digest(remote: RemoteStore, built_home: Path) -> None:
    manifest = Home(built_home).current().manifest
    assert remote.graphs() == sorted(manifest.graphs)
    found = {name: digest(remote.lines(name)) for name in manifest.graphs}
    assert found == manifest.graphs
    assert digest(remote.lines(None)) == manifest.default
    assert remote.count(None) == len(remote.lines(None))


def test_every_query_of_ours_has_the_same_answer(remote: RemoteStore, release_store: Store) -> None:
    asked = 0
    for path in shipped():
        text = path.read_text(encoding="utf-8")
        try:
            wanted = counted(release_store.select(text))
        except QuerySyntaxError:  # a CONSTRUCT query
            continue
        asked += 1
        if path.stem not in ANY:
            assert counted(remote.select(text)) == wanted, path.name
    assert asked > 60


@pytest.mark.parametrize(("name", "variable", "thing"), BOUND)
def test_bound_variables_mean_the_same(
    remote: RemoteStore, release_store: Store, name: str, variable: str, thing: str
) -> None:
    bindings = {variable: NamedNode(BASE + thing)}
    wanted = counted(release_store.select(load(name), bindings))
    assert wanted
    assert counted(remote.select(load(name), bindings)) == wanted


TABLE = "application/sparql-results+json"
ORDERED = """SELECT ?graph ?claim ?speaker ?issued WHERE {
    GRAPH ?graph { ?claim kz:modality kz:Announced OPTIONAL { ?claim kz:speaker ?speaker } }
    OPTIONAL { ?claim dcterms:issued ?issued } } ORDER BY ?claim ?speaker LIMIT 50"""


@pytest.mark.parametrize(
    ("query", "media_type"),
    [
        (ORDERED, TABLE),
        (ORDERED, "text/csv"),
        (ORDERED, "application/sparql-results+xml"),
        ("ASK { ?claim kz:modality kz:Announced }", TABLE),
        ("ASK { ?claim kz:modality <urn:none> }", TABLE),
    ],
)
def test_answers_are_the_same_bytes(
    remote: RemoteStore, release_store: Store, query: str, media_type: str
) -> None:
    result = remote.answer(query, media_type, None)
    assert result == release_store.answer(query, media_type, None)


def test_what_is_told_of_a_thing_is_the_same(remote: RemoteStore, release_store: Store) -> None:
    edf = NamedNode("https://w3id.org/kzgraph/id/company/edf")
    assert set(remote.about(edf)) == set(release_store.about(edf))
    assert set(remote.pointing_to(edf)) == set(release_store.pointing_to(edf))
    describe = f"DESCRIBE {edf}"
    assert set(release_store.construct(describe)) <= set(remote.construct(describe))


def test_another_release_in_the_same_dataset_is_not_seen(remote: RemoteStore) -> None:
    other = RemoteStore.of_release(remote.endpoint, "0" * 64)
    assert (other.graphs(), other.count(None), list(other.quads())) == ([], 0, [])
    assert not other.ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    other.close()


def test_data_go_by_updates_where_there_is_no_graph_store(remote: RemoteStore) -> None:
    store = RemoteStore.of_release(replace(remote.endpoint, graphs=""), "1" * 64)
    node = NamedNode("http://example.org/a")
    store.load(Quad(node, node, Literal(f"{number} \\ ә"), node) for number in range(6000))
    assert store.count(node.value) == 6000
    assert store.ask("ASK { GRAPH ?g { ?s ?p '5999 \\\\ ә' } }")
    store.drop(node.value)
    store.close()
