"""SPARQLWrapper: every return format, for each form of query."""

from typing import Any

import pytest
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDF, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

pytestmark = [
    pytest.mark.server,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # SPARQLWrapper uses it
    pytest.mark.filterwarnings("ignore:Sending Accept header"),  # for JSON: */* and format=json
    pytest.mark.filterwarnings("ignore:unknown response content type"),
]

SELECT = "SELECT ?s ?o { ?s <http://p> ?o } ORDER BY ?o"
FORMS = {
    "SELECT": SELECT,
    "ASK": "ASK { ?s <http://p> 'é' }",
    "CONSTRUCT": "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE": "DESCRIBE <http://x>",
}


def converted(service: str, query: str, wanted: str) -> Any:
    wrapper = SPARQLWrapper(f"{service}/sparql", returnFormat=wanted)
    wrapper.setQuery(query)
    return wrapper.queryAndConvert()


@pytest.mark.parametrize("form", ["SELECT", "ASK"])
@pytest.mark.parametrize("wanted", [JSON, XML, CSV, TSV])
def test_solutions(plain: str, form: str, wanted: str) -> None:
    found = converted(plain, FORMS[form], wanted)
    if wanted == JSON:
        assert found["boolean"] is True if form == "ASK" else len(found["results"]["bindings"]) == 2
    elif wanted == XML:
        assert ("<boolean>true" if form == "ASK" else "<literal>é") in found.toxml()
    else:
        assert ("true" if form == "ASK" else "é") in found.decode()


@pytest.mark.parametrize("form", ["CONSTRUCT", "DESCRIBE"])
@pytest.mark.parametrize("wanted", [XML, RDF, RDFXML, JSONLD, JSON])
def test_graphs(plain: str, form: str, wanted: str) -> None:
    assert len(converted(plain, FORMS[form], wanted)) == 2


@pytest.mark.parametrize("form", ["CONSTRUCT", "DESCRIBE"])
@pytest.mark.parametrize("wanted", [N3, TURTLE])
def test_graphs_as_text(plain: str, form: str, wanted: str) -> None:
    assert "é".encode() in converted(plain, FORMS[form], wanted)


def test_graphs_of_the_request(plain: str) -> None:
    wrapper = SPARQLWrapper(f"{plain}/sparql", defaultGraph="http://g", returnFormat=JSON)
    wrapper.setQuery(SELECT)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["s"]["value"] for row in rows] == ["http://in/g"]
    wrapper.resetQuery()
    wrapper.addParameter("named-graph-uri", "http://g/1")
    wrapper.setQuery("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == ["http://g/1"]


def test_a_syntax_error_is_told(plain: str) -> None:
    with pytest.raises(QueryBadFormed, match="line 1"):
        converted(plain, "SELECT { ?s", JSON)
