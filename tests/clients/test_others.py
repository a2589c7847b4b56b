"""rdflib, pandas, Oxigraph's SERVICE and curl, each as its users use it."""

import shutil
import subprocess
from urllib.parse import quote

import pandas as pd
import pyoxigraph
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

pytestmark = pytest.mark.server

SELECT = "SELECT ?s ?o { ?s <http://p> ?o } ORDER BY ?o"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_store(plain: str, method: str, form: str) -> None:
    graph = Graph(SPARQLStore(f"{plain}/sparql", method=method, returnFormat=form))
    found = {(str(row[0]), str(row[1])) for row in graph.query(SELECT)}  # type: ignore[index]
    assert found == {("http://x", "é"), ("http://x", "http://example.org/99")}
    if form in ("xml", "json"):  # rdflib reads no booleans from tables
        assert bool(graph.query("ASK { ?s ?p 'é' }"))
    assert len(list(graph.query("CONSTRUCT WHERE { ?s ?p ?o }"))) == 2


def test_rdflib_store_by_patterns(plain: str) -> None:
    graph = Graph(SPARQLStore(f"{plain}/sparql"))
    assert set(graph.objects(URIRef("http://x"))) == {
        Literal("é"),
        URIRef("http://example.org/99"),
    }
    assert (URIRef("http://x"), None, Literal("é")) in graph
    assert len(graph) == 2


def test_rdflib_named_graph(plain: str) -> None:
    store = SPARQLStore(f"{plain}/sparql")
    found = Graph(store, identifier=URIRef("http://g")).query(SELECT)
    assert [str(row[0]) for row in found] == ["http://in/g"]  # type: ignore[index]
    assert {str(name) for name in store.contexts()} == {"http://g", "http://g/1"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # it warns of its own calls
def test_rdflib_dataset(plain: str) -> None:
    dataset = Dataset(SPARQLStore(f"{plain}/sparql"))
    assert {str(row[0]) for row in dataset.query(SELECT)} == {"http://x"}  # type: ignore[index]


@pytest.mark.parametrize("padding", [0, 700])  # by GET, and by POST when the query is long
def test_rdflib_service(plain: str, padding: int) -> None:
    pattern = "?s ?p ?o ." + " " * padding
    found = Graph().query(f"SELECT ?s ?o {{ SERVICE <{plain}/sparql> {{ {pattern} }} }}")
    assert {str(row[1]) for row in found} == {"é", "http://example.org/99"}  # type: ignore[index]


def test_oxigraph_service(plain: str) -> None:
    store = pyoxigraph.Store()
    store.add(
        pyoxigraph.Quad(
            pyoxigraph.NamedNode("http://x"),
            pyoxigraph.NamedNode("http://q"),
            pyoxigraph.Literal("here"),
        )
    )
    there = f"SERVICE <{plain}/sparql> {{ ?s <http://p> ?there }}"
    query = f"SELECT ?here ?there {{ ?s <http://q> ?here {there} }}"
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert len(list(found)) == 2


def test_pandas(plain: str) -> None:
    table = pd.read_csv(f"{plain}/sparql?format=csv&query={quote(SELECT)}")
    assert list(table.columns) == ["s", "o"]
    assert set(table.o) == {"é", "http://example.org/99"}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("arguments", [["--get"], [], ["-X", "POST"]])
def test_curl(plain: str, arguments: list[str]) -> None:
    command = ["curl", "-s", "-f", *arguments, f"{plain}/sparql", "-H", "Accept: text/csv"]
    command += ["--data-urlencode", f"query={SELECT}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout.split() == ["s,o", "http://x,http://example.org/99", "http://x,é"]
