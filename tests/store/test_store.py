"""One test body for every backend of the store."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from kzgraph.errors import (
    BadRequestError,
    DataError,
    NotAcceptableError,
    QuerySyntaxError,
    StoreError,
)
from kzgraph.model import DEFAULT_GRAPH, Dataset
from kzgraph.rdf import Literal, NamedNode, Quad, text_of
from kzgraph.store import EmbeddedStore, Store
from kzgraph.store.remote import RemoteStore

ONE, TWO = "http://example.org/one", "http://example.org/two"


def quad(subject: str, value: str, graph: str) -> Quad:
    iri = "http://example.org/"
    return Quad(NamedNode(iri + subject), NamedNode(iri + "p"), Literal(value), NamedNode(graph))


QUADS = [quad("a", "x", ONE), quad("a", "x", TWO), quad("b", "y", TWO)]


SERVERS = [
    pytest.param(name, marks=pytest.mark.server) for name in ("oxigraph", "dataset", "virtuoso")
]


def opened(backend: str, request: pytest.FixtureRequest, folder: Path) -> Store:
    if backend == "memory":
        return EmbeddedStore.in_memory()
    if backend == "disk":
        return EmbeddedStore.create(folder / "store")
    # A release of its own for each test, in the one dataset of the server.
    made = RemoteStore.of_release(request.getfixturevalue(f"{backend}_endpoint"), uuid4().hex)
    if backend == "dataset":
        made.update("DROP ALL")
    return made


@pytest.fixture(params=["memory", "disk", *SERVERS])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = opened(request.param, request, tmp_path)
    made.load(QUADS)
    made.fill_default_graph()
    yield made
    made.close()


def test_select_gives_terms_by_name(store: Store) -> None:
    rows = list(store.select("SELECT ?s ?o ?none WHERE { ?s ?p ?o } ORDER BY ?o"))
    assert [text_of(row["o"]) for row in rows if row["o"]] == ["x", "y"]
    assert rows[0]["none"] is None


def test_bindings_are_terms_and_never_text(store: Store) -> None:
    query = "SELECT ?s ?o WHERE { ?s ?p ?o }"
    assert len(list(store.select(query, {"o": Literal("x")}))) == 1
    assert list(store.select(query, {"o": Literal('x" } UNION { ?s ?p ?o } #')})) == []
    assert len(list(store.select(query, {"s": NamedNode("http://example.org/b")}))) == 1


def test_ask_and_construct(store: Store) -> None:
    assert store.ask('ASK { ?s ?p "x" }')
    assert not store.ask('ASK { ?s ?p "z" }')
    assert len(list(store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))) == 2


def test_the_default_graph_holds_each_triple_once(store: Store) -> None:
    (row,) = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert row["n"] is not None
    assert text_of(row["n"]) == "2"
    (row,) = store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert row["n"] is not None
    assert text_of(row["n"]) == "3"


def test_filling_the_default_graph_again_changes_nothing(store: Store) -> None:
    before = len(list(store.quads()))
    store.fill_default_graph()
    assert len(list(store.quads())) == before == 5


def test_graphs_and_their_quads(store: Store) -> None:
    assert store.graphs() == [ONE, TWO]
    assert len(list(store.quads(ONE))) == 1
    assert len(list(store.quads(TWO))) == 2
    assert list(store.quads("http://example.org/none")) == []


def test_the_wrong_form_of_query_is_an_error(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match="SELECT"):
        list(store.select("ASK {}"))
    with pytest.raises(QuerySyntaxError, match="ASK"):
        store.ask("SELECT * {}")
    with pytest.raises(QuerySyntaxError, match="CONSTRUCT"):
        list(store.construct("ASK {}"))


def test_a_syntax_error_tells_line_and_column(store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        list(store.select("SELECT * WHERE {\n  ?s ?p }"))
    assert (caught.value.line, caught.value.column) == (2, 10)  # as Oxigraph counts
    assert "u{" not in caught.value.message


@pytest.mark.parametrize(
    ("query", "media_type", "start"),
    [
        ("SELECT ?o { ?s ?p ?o } ORDER BY ?o", "application/sparql-results+json", b'{"head"'),
        ("ASK {}", "application/sparql-results+xml", b"<?xml"),
        ("SELECT ?o { ?s ?p ?o } ORDER BY ?o", "text/csv", b"o\r\nx\r\ny"),
        ("SELECT ?o { ?s ?p ?o } ORDER BY ?o", "text/tab-separated-values", b'?o\n"x"\n"y"'),
    ],
)
def test_answers_to_select_and_ask(store: Store, query: str, media_type: str, start: bytes) -> None:
    result = store.answer(query, media_type, None)
    assert (result.media_type, result.truncated) == (media_type, None)
    assert result.body.startswith(start)


@pytest.mark.parametrize(
    ("media_type", "part"),
    [
        ("text/turtle", b"<http://example.org/a>"),
        ("application/n-triples", b'<http://example.org/p> "x" .'),
        ("application/rdf+xml", b"<rdf:Description"),
        ("application/ld+json", b'"@id":"http://example.org/a"'),
        ("application/trig", b"<http://example.org/a>"),
        ("application/n-quads", b'"x" .'),
    ],
)
def test_answers_to_construct(store: Store, media_type: str, part: bytes) -> None:
    query = 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = "x") }'
    result = store.answer(query, None, media_type)
    assert (result.media_type, result.truncated) == (media_type, None)
    assert part in result.body


def subjects(store: Store, query: str, *graphs: tuple[str, ...]) -> list[str]:
    result = store.answer(query, "text/csv", None, Dataset(*graphs) if graphs else None)
    return [line.rpartition("/")[2] for line in result.body.decode().split()[1:]]


def test_the_dataset_of_a_query(store: Store) -> None:
    plain = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
    named = "SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    assert subjects(store, plain) == ["a", "b"]
    assert subjects(store, plain, (ONE,)) == ["a"]
    assert set(subjects(store, plain, (ONE, TWO))) == {"a", "b"}
    assert subjects(store, plain, (DEFAULT_GRAPH,)) == ["a", "b"]
    assert subjects(store, plain, (), (TWO,)) == []
    assert subjects(store, named, (ONE,)) == []
    assert subjects(store, named, (ONE,), (TWO,)) == ["two", "two"]


def test_a_dataset_overrides_from(store: Store) -> None:
    query = f"SELECT ?s FROM <{TWO}> FROM NAMED <{TWO}> {{ ?s ?p ?o }} ORDER BY ?s"
    assert subjects(store, query) == ["a", "b"]
    assert subjects(store, query, (ONE,)) == ["a"]


@pytest.mark.parametrize("name", ["g", "", "http://example.org/a b", "//example.org/", "<a:b>"])
def test_a_graph_is_named_by_an_absolute_iri(store: Store, name: str) -> None:
    for dataset in (Dataset((name,)), Dataset((), (name,))):
        with pytest.raises(BadRequestError, match="absolute IRI"):
            store.answer("ASK {}", "text/csv", None, dataset)


def test_a_result_that_no_accepted_type_carries(store: Store) -> None:
    with pytest.raises(NotAcceptableError):
        store.answer("ASK {}", None, "text/turtle")
    with pytest.raises(NotAcceptableError):
        store.answer("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", None)


def test_a_snapshot_is_a_store_of_its_own(tmp_path: Path) -> None:
    first = EmbeddedStore.create(tmp_path / "first")
    first.load(QUADS)
    first.snapshot(tmp_path / "second")
    second = EmbeddedStore.create(tmp_path / "second")
    second.load([quad("c", "z", ONE)])
    assert len(list(first.quads())) == 3
    assert len(list(second.quads())) == 4


def test_a_folder_without_a_store_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        EmbeddedStore.read_only(tmp_path / "none")


def test_a_property_that_rdf_xml_cannot_name_is_not_acceptable(store: Store) -> None:
    query = "CONSTRUCT { ?s <http://e/1> ?o } WHERE { ?s ?p ?o }"
    with pytest.raises(NotAcceptableError, match="http://e/1"):
        store.answer(query, None, "application/rdf+xml")
    assert b"<http://e/1>" in store.answer(query, None, "text/turtle").body


def test_a_file_is_loaded(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "more.nq"
    file.write_text(f'<{ONE}> <{ONE}#p> "z" <{TWO}> .\n<{ONE}> <{ONE}#p> "z" .\n')
    store.load_file(file)
    assert store.ask(f'ASK {{ <{ONE}> <{ONE}#p> "z" GRAPH <{TWO}> {{ <{ONE}> <{ONE}#p> "z" }} }}')


def test_a_file_that_is_wrong_is_told_with_its_line(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "wrong.nq"
    file.write_text(f'<{ONE}> <{ONE}#p> "z" .\n<{ONE}> "no predicate" "z" .\n')
    with pytest.raises(DataError) as caught:
        store.load_file(file)
    assert [(found.file, found.line) for found in caught.value.problems] == [(str(file), 2)]
    with pytest.raises(StoreError, match=r"none\.nq could not be loaded"):
        store.load_file(tmp_path / "none.nq")
