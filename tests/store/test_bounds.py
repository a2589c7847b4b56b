"""Answers that are cut: what is left parses, and holds whole rows."""

import csv
import io
import json

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.errors import ResultTooLargeError
from kzgraph.rdf import Literal, NamedNode, Quad
from kzgraph.store import Bounds, EmbeddedStore, Result

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
GRAPH = "http://example.org/g"
SELECT = "SELECT ?s ?o { GRAPH ?g { ?s ?p ?o } }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }"
MANY = 10_000_000

# Texts that look like the ends of rows.
TEXTS = st.text(st.sampled_from("\"}{,]\\\r\n'</result>a:"), max_size=12)
ROWS = st.lists(TEXTS, min_size=1, max_size=40)


def store_of(texts: list[str]) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    node = "http://example.org/"
    store.load(
        Quad(NamedNode(f"{node}{i}"), NamedNode(node + "p"), Literal(text), NamedNode(GRAPH))
        for i, text in enumerate(texts)
    )
    return store


def values(result: Result) -> list[str]:
    """Return the column ?o as the format's own parser reads it."""
    text = result.body.decode()
    if result.media_type == JSON:
        return [row["o"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if result.media_type == CSV:
        return [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    form = pyoxigraph.QueryResultsFormat.from_media_type(result.media_type)
    parsed = pyoxigraph.parse_query_results(text, form)
    assert isinstance(parsed, pyoxigraph.QuerySolutions)
    return [row["o"].value for row in parsed]


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("rows", [1, 2, 10])
def test_rows_are_counted(media_type: str, rows: int) -> None:
    store = store_of(["text"] * 10)
    result = store.answer(SELECT, media_type, None, None, Bounds(rows, MANY))
    assert len(values(result)) == rows
    assert result.truncated == (None if rows == 10 else f"rows={rows}")
    assert store.answer("ASK {}", media_type, None, None, Bounds(1, MANY)).truncated is None


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
@settings(max_examples=60, deadline=None)
@given(texts=ROWS, rows=st.integers(1, 40), size=st.integers(150, 4000))
def test_what_is_left_are_the_first_rows(
    media_type: str, texts: list[str], rows: int, size: int
) -> None:
    store = store_of(texts)
    whole = values(store.answer(SELECT, media_type, None))
    cut = store.answer(SELECT, media_type, None, None, Bounds(rows, size))
    kept = values(cut)
    assert kept == whole[: len(kept)]
    assert len(kept) <= rows
    assert cut.truncated or len(kept) == len(whole)
    assert len(cut.body) <= size + 100


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
def test_an_answer_of_many_pieces(media_type: str) -> None:
    store = store_of([f"text {i}" for i in range(5000)])
    by_rows = store.answer(SELECT, media_type, None, None, Bounds(4321, MANY))
    assert (len(values(by_rows)), by_rows.truncated) == (4321, "rows=4321")
    by_bytes = store.answer(SELECT, media_type, None, None, Bounds(MANY, 100_000))
    assert by_bytes.truncated == "bytes=100000"
    assert 99_000 < len(by_bytes.body) < 100_100


def test_the_body_announces_the_cut_where_it_can() -> None:
    store = store_of(["text"] * 10)

    def cut(query: str, media_type: str) -> bytes:
        return store.answer(query, media_type, media_type, None, Bounds(3, MANY)).body

    assert json.loads(cut(SELECT, JSON))["truncated"] == "rows=3"
    assert b"<!-- truncated: rows=3 -->" in cut(SELECT, XML)
    assert cut(CONSTRUCT, "text/turtle").endswith(b"# truncated: rows=3\n")
    assert cut(CONSTRUCT, "application/n-triples").endswith(b"# truncated: rows=3\n")
    assert cut(CONSTRUCT, "application/rdf+xml").endswith(b"<!-- truncated: rows=3 -->\n")


GRAPHS = [
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
]


@pytest.mark.parametrize("media_type", GRAPHS)
def test_a_cut_graph_parses(media_type: str) -> None:
    store = store_of([f"# text {i} .\n" for i in range(3000)])
    parse = pyoxigraph.RdfFormat.from_media_type(media_type)
    by_rows = store.answer(CONSTRUCT, None, media_type, None, Bounds(1234, MANY))
    assert by_rows.truncated == "rows=1234"
    assert len(list(pyoxigraph.parse(by_rows.body, parse))) == 1234
    by_bytes = store.answer(CONSTRUCT, None, media_type, None, Bounds(MANY, 50_000))
    assert by_bytes.truncated == "bytes=50000"
    assert 40_000 < len(by_bytes.body) < 60_000
    assert 100 < len(list(pyoxigraph.parse(by_bytes.body, parse))) < 1234


def test_what_cannot_be_cut_is_too_large() -> None:
    store = store_of(["x" * 100_000])
    with pytest.raises(ResultTooLargeError):
        store.answer(CONSTRUCT, None, "text/turtle", None, Bounds(10, 1024))
    names = " ".join(f"?v{i}" for i in range(1000))
    with pytest.raises(ResultTooLargeError):
        store.answer(f"SELECT {names} {{}}", JSON, None, None, Bounds(10, 1024))
    assert values(store.answer(SELECT, JSON, None, None, Bounds(10, 1024))) == []


def test_rows_without_values() -> None:
    result = store_of([]).answer(
        "SELECT ?x { VALUES ?x { UNDEF UNDEF UNDEF } }", JSON, None, None, Bounds(2, MANY)
    )
    assert result.truncated == "rows=2"
    assert json.loads(result.body)["results"]["bindings"] == []
