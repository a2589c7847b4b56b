"""One test body for every backend of the store."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.errors import NotAcceptableError, QuerySyntaxError, StoreError
from kzgraph.rdf import Literal, NamedNode, Quad, text_of
from kzgraph.store import EmbeddedStore, Store

ONE, TWO = "http://example.org/one", "http://example.org/two"


def quad(subject: str, value: str, graph: str) -> Quad:
    iri = "http://example.org/"
    return Quad(NamedNode(iri + subject), NamedNode(iri + "p"), Literal(value), NamedNode(graph))


QUADS = [quad("a", "x", ONE), quad("a", "x", TWO), quad("b", "y", TWO)]


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    in_memory = request.param == "memory"
    made = EmbeddedStore.in_memory() if in_memory else EmbeddedStore.create(tmp_path / "store")
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
    sink = io.BytesIO()
    assert store.answer(query, media_type, None, sink).media_type == media_type
    assert sink.getvalue().startswith(start)


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
    sink = io.BytesIO()
    query = 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = "x") }'
    assert store.answer(query, None, media_type, sink).media_type == media_type
    assert part in sink.getvalue()


def test_a_result_that_no_accepted_type_carries(store: Store) -> None:
    with pytest.raises(NotAcceptableError):
        store.answer("ASK {}", None, "text/turtle", io.BytesIO())
    with pytest.raises(NotAcceptableError):
        store.answer("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", None, io.BytesIO())


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
