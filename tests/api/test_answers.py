"""SPARQL answers: types, and what real clients make of them."""

import httpx
import pytest
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, XML, SPARQLWrapper

pytestmark = pytest.mark.server

PREFIX = "PREFIX kz: <https://w3id.org/kzgraph/ontology#> "
SELECT = PREFIX + "SELECT ?s WHERE { ?s a kz:State } ORDER BY ?s"
ASK = PREFIX + "ASK { ?s a kz:State }"
CONSTRUCT = PREFIX + "CONSTRUCT { ?s a kz:State } WHERE { ?s a kz:State }"
RESULTS = "application/sparql-results+"


def asked(client: httpx.Client, query: str, accept: str, **parameters: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (SELECT, "*/*", f"{RESULTS}json"),
        (SELECT, "application/json", f"{RESULTS}json"),
        (SELECT, "application/sparql-results+xml", f"{RESULTS}xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        (ASK, "application/rdf+xml, application/sparql-results+xml", f"{RESULTS}xml"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/sparql-results+xml, application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/json", "application/ld+json"),
    ],
)
def test_accept(client: httpx.Client, query: str, accept: str, media_type: str) -> None:
    answer = asked(client, query, accept)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.headers["vary"] == "Accept"
    assert "dur=" in answer.headers["server-timing"]


def test_format_counts_where_accept_does_not(client: httpx.Client) -> None:
    assert asked(client, SELECT, "*/*", format="csv").text.startswith("s\r\n")
    assert asked(client, SELECT, "*/*", output="xml").text.startswith("<?xml")
    assert asked(client, CONSTRUCT, "*/*", results="json").json()
    assert asked(client, SELECT, "text/csv", format="xml").text.startswith("s\r\n")


def test_a_foreign_accept(client: httpx.Client) -> None:
    answer = asked(client, SELECT, "image/png")
    assert answer.status_code == 406
    assert f"{RESULTS}json" in answer.json()["detail"]


def test_an_accept_that_fits_the_other_form_alone(client: httpx.Client) -> None:
    """rdflib asks for JSON results of a CONSTRUCT too, and reads the Turtle that it gets."""
    assert asked(client, CONSTRUCT, "text/csv").headers["content-type"].startswith("text/turtle")
    assert asked(client, SELECT, "text/turtle").headers["content-type"] == f"{RESULTS}json"


def test_two_accept_headers(client: httpx.Client) -> None:
    headers = [("Accept", "image/png"), ("Accept", "text/csv")]
    answer = client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("how", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_select(service: str, method: str, how: str) -> None:
    wrapper = SPARQLWrapper(f"{service}/sparql")
    wrapper.setMethod(method)
    wrapper.setRequestMethod(how)
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(JSON)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert "https://w3id.org/kzgraph/id/state/kaz" in {row["s"]["value"] for row in rows}


@pytest.mark.parametrize(("wanted", "start"), [(CSV, b"s\r\n"), (TSV, b"?s\n")])
def test_sparqlwrapper_tables(service: str, wanted: str, start: bytes) -> None:
    wrapper = SPARQLWrapper(f"{service}/sparql")
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(wanted)
    assert wrapper.queryAndConvert().startswith(start)


def test_sparqlwrapper_ask_in_xml(service: str) -> None:
    wrapper = SPARQLWrapper(f"{service}/sparql")
    wrapper.setQuery(ASK)
    wrapper.setReturnFormat(XML)
    assert "<boolean>true</boolean>" in wrapper.queryAndConvert().toxml()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper uses it
@pytest.mark.filterwarnings("ignore:Sending Accept header")  # for JSON: */* and format=json
@pytest.mark.parametrize("wanted", [RDFXML, JSONLD, JSON])
def test_sparqlwrapper_construct(service: str, wanted: str) -> None:
    wrapper = SPARQLWrapper(f"{service}/sparql")
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(wanted)
    assert len(wrapper.queryAndConvert()) > 3


def test_sparqlwrapper_construct_in_n3(service: str) -> None:
    wrapper = SPARQLWrapper(f"{service}/sparql")
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(N3)
    assert b"kz:State" in wrapper.queryAndConvert()
