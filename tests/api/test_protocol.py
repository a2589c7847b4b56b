"""SPARQL Protocol requests: one case a test."""

import gzip

import httpx
import pytest

pytestmark = pytest.mark.server

SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/kzgraph/ontology#State> } ORDER BY ?s LIMIT 1"
CONSTRUCT = "CONSTRUCT WHERE { ?s a <https://w3id.org/kzgraph/ontology#State> }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"


def first(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    iri: str = answer.json()["results"]["bindings"][0]["s"]["value"]
    return iri


def refused(answer: httpx.Response, status: int, words: str) -> None:
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
class TestForms:
    def test_get(self, client: httpx.Client, path: str) -> None:
        assert "/id/state/" in first(client.get(path, params={"query": SELECT}))

    def test_post_form(self, client: httpx.Client, path: str) -> None:
        assert "/id/state/" in first(client.post(path, data={"query": SELECT}))

    def test_post_query(self, client: httpx.Client, path: str) -> None:
        answer = client.post(path, content=SELECT, headers={"Content-Type": QUERY})
        assert "/id/state/" in first(answer)


def test_post_query_takes_other_parameters_from_the_address(client: httpx.Client) -> None:
    headers = {"Content-Type": f"{QUERY}; charset=UTF-8"}
    answer = client.post("/sparql?format=csv&x=1", content=SELECT, headers=headers)
    assert answer.headers["content-type"].startswith("text/csv")


def test_names_of_parameters_are_stripped(client: httpx.Client) -> None:
    assert "/id/state/" in first(client.get("/sparql", params={"query ": SELECT}))
    assert "/id/state/" in first(client.post("/sparql", data={" query ": SELECT}))


def test_unknown_parameters_are_ignored(client: httpx.Client) -> None:
    assert first(client.get("/sparql", params={"query": SELECT, "debug": "on"}))


def test_a_form_is_decoded_once(client: httpx.Client) -> None:
    query = "SELECT ('%41+B é' AS ?s) {}"
    assert first(client.post("/sparql", data={"query": query})) == "%41+B é"
    assert first(client.get("/sparql", params={"query": query})) == "%41+B é"


def test_get_with_an_empty_query(client: httpx.Client) -> None:
    refused(client.get("/sparql?query"), 400, "does not parse")


def test_post_without_query(client: httpx.Client) -> None:
    refused(client.post("/sparql", data={"x": "1"}), 400, "There is no query")


def test_two_queries(client: httpx.Client) -> None:
    refused(client.get("/sparql", params={"query": [SELECT, SELECT]}), 400, "here are 2")
    refused(client.post("/sparql", data={"query": [SELECT, SELECT]}), 400, "here are 2")
    headers = {"Content-Type": QUERY}
    answer = client.post("/sparql", params={"query": SELECT}, content=SELECT, headers=headers)
    refused(answer, 400, "here are 2")


def test_query_and_update(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": SELECT, "update": "CLEAR ALL"})
    refused(answer, 400, "not both")


def test_update_is_forbidden(client: httpx.Client) -> None:
    refused(client.post("/sparql", data={"update": "CLEAR ALL"}), 403, "read-only")
    headers = {"Content-Type": "application/sparql-update; charset=UTF-8"}
    refused(client.post("/sparql?", content="CLEAR ALL", headers=headers), 403, "read-only")


def test_update_by_get(client: httpx.Client) -> None:
    refused(client.get("/sparql", params={"update": "CLEAR ALL"}), 400, "GET")


def test_update_sent_as_query_does_not_parse(client: httpx.Client) -> None:
    refused(client.post("/sparql", data={"query": "CLEAR ALL"}), 400, "does not parse")


GRAPH = "https://w3id.org/kzgraph/graph/"
COUNT = "SELECT (COUNT(*) AS ?s) WHERE { ?s ?p ?o }"
NAMES = "SELECT (COUNT(DISTINCT ?g) AS ?s) WHERE { GRAPH ?g { ?s ?p ?o } }"


def count(client: httpx.Client, query: str, **parameters: str | list[str]) -> int:
    given = {name.replace("_", "-"): value for name, value in parameters.items()}
    by_get = client.get("/sparql", params={"query": query, **given})
    by_form = client.post("/sparql", data={"query": query, **given})
    direct = client.post("/sparql", content=query, params=given, headers={"Content-Type": QUERY})
    (number,) = {first(by_get), first(by_form), first(direct)}
    return int(number)


def test_the_default_graph_of_a_request(client: httpx.Client) -> None:
    entities = count(client, COUNT, default_graph_uri=GRAPH + "entities")
    facts = count(client, COUNT, default_graph_uri=GRAPH + "facts")
    both = count(client, COUNT, default_graph_uri=[GRAPH + "entities", GRAPH + "facts"])
    assert 0 < facts < entities < both <= facts + entities
    assert count(client, COUNT, default_graph_uri=GRAPH + "none") == 0
    assert count(client, NAMES, default_graph_uri=GRAPH + "facts") == 0


def test_the_named_graphs_of_a_request(client: httpx.Client) -> None:
    assert count(client, NAMES, named_graph_uri=[GRAPH + "entities", GRAPH + "facts"]) == 2
    assert count(client, NAMES, named_graph_uri=GRAPH + "none") == 0
    assert count(client, COUNT, named_graph_uri=GRAPH + "entities") == 0, "no default graph"


def test_both_kinds_of_graphs_of_a_request(client: httpx.Client) -> None:
    graphs = {"default_graph_uri": GRAPH + "facts", "named_graph_uri": GRAPH + "entities"}
    assert count(client, COUNT, **graphs) == count(client, COUNT, default_graph_uri=GRAPH + "facts")
    assert count(client, NAMES, **graphs) == 1


def test_the_default_graph_by_the_name_that_rdflib_has_for_it(client: httpx.Client) -> None:
    whole = count(client, COUNT)
    assert count(client, COUNT, default_graph_uri="urn:x-rdflib:default") == whole
    assert count(client, NAMES, default_graph_uri="urn:x-rdflib:default") == 0


def test_the_dataset_of_the_request_overrides_from(client: httpx.Client) -> None:
    query = COUNT.replace("WHERE", f"FROM <{GRAPH}entities> WHERE")
    assert count(client, query, default_graph_uri=GRAPH + "none") == 0
    assert count(client, query) > 0


def test_names_with_a_space_and_graphs_without_a_name(client: httpx.Client) -> None:
    whole = count(client, COUNT)
    for name, value in (("default-graph-uri ", GRAPH + "facts"), ("default-graph-uri", "")):
        number = int(first(client.get("/sparql", params={"query": COUNT, name: value})))
        assert (number == whole) == (value == "")


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["facts", "//host/g", "a b", "http://[", "<http://x>", "%zz"])
def test_a_graph_that_is_no_absolute_iri(client: httpx.Client, name: str, graph: str) -> None:
    answer = client.get("/sparql", params={"query": SELECT, name: graph})
    refused(answer, 400, "absolute IRI")


ALLOWED = "GET, HEAD, OPTIONS, POST, QUERY"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_other_methods(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    refused(answer, 405, f"{method} is not allowed")
    assert answer.headers["allow"] == ALLOWED


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_the_method_query(client: httpx.Client, path: str) -> None:
    headers = {"Content-Type": f"{QUERY}; charset=utf-8"}
    answer = client.request("QUERY", path, content=SELECT, headers=headers)
    assert "/id/state/" in first(answer)
    tag = answer.headers["etag"]
    again = client.request("QUERY", path, content=SELECT, headers=headers | {"If-None-Match": tag})
    assert again.status_code == 304
    table = client.request("QUERY", f"{path}?format=csv", content=SELECT, headers=headers)
    assert table.headers["content-type"].startswith("text/csv")


def test_the_method_query_takes_nothing_but_a_query(client: httpx.Client) -> None:
    for content_type in (FORM, "application/sparql-update", "text/plain"):
        headers = {"Content-Type": content_type}
        answer = client.request("QUERY", "/sparql", content="query=x", headers=headers)
        refused(answer, 415, QUERY)
    answer = client.request("QUERY", "/sparql?update=CLEAR+ALL", headers={"Content-Type": QUERY})
    refused(answer, 400, "POST")


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', "utf8", "us-ascii"])
def test_charsets_of_a_body(client: httpx.Client, charset: str) -> None:
    for content_type, body in ((QUERY, SELECT), (FORM, f"query={SELECT}")):
        headers = {"Content-Type": f"{content_type}; charset={charset}"}
        assert first(client.post("/sparql", content=body, headers=headers))


def test_an_address_that_ends_in_a_question_mark(client: httpx.Client) -> None:
    answer = client.post("/sparql?", content=SELECT, headers={"Content-Type": QUERY})
    assert "/id/state/" in first(answer)


def test_a_relative_iri_is_resolved(client: httpx.Client) -> None:
    assert first(client.get("/sparql", params={"query": "SELECT (<id/x> AS ?s) {}"})) == (
        "https://w3id.org/kzgraph/id/x"
    )


def test_head_is_get_without_body(client: httpx.Client) -> None:
    whole = client.get("/sparql", params={"query": SELECT})
    head = client.head("/sparql", params={"query": SELECT})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "kzgraph-release"):
        assert head.headers[name] == whole.headers[name]
    assert client.head("/sparql", params={"query": "SELECT"}).status_code == 400


def test_options(client: httpx.Client) -> None:
    headers = {"Origin": "https://yasgui.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/sparql", headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == ALLOWED
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == answer.headers["allow"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        f"{QUERY}; charset=latin1",
    ],
)
def test_other_content_types(client: httpx.Client, content_type: str) -> None:
    answer = client.post("/sparql", content=SELECT, headers={"Content-Type": content_type})
    refused(answer, 415, QUERY)


def test_a_body_without_content_type(client: httpx.Client) -> None:
    refused(client.post("/sparql", content=SELECT), 415, FORM)


def test_a_compressed_body(client: httpx.Client) -> None:
    headers = {"Content-Type": QUERY, "Content-Encoding": "gzip"}
    answer = client.post("/sparql", content=gzip.compress(SELECT.encode()), headers=headers)
    assert "/id/state/" in first(answer)
    refused(client.post("/sparql", content=b"\x1f\x8b", headers=headers), 400, "ends before")


@pytest.mark.parametrize("encoded", ["%zz", "%4", "%", "a%%41"])
def test_broken_percent_encoding(client: httpx.Client, encoded: str) -> None:
    headers = {"Content-Type": FORM}
    answer = client.post("/sparql", content=f"query={encoded}", headers=headers)
    refused(answer, 400, "hexadecimal")


@pytest.mark.parametrize("encoded", ["%FF", "%C3", "%ED%A0%80"])
def test_parameters_that_are_not_utf8(client: httpx.Client, encoded: str) -> None:
    refused(client.get(f"/sparql?query={encoded}"), 400, "UTF-8")
    headers = {"Content-Type": FORM}
    answer = client.post("/sparql", content=f"query={encoded}", headers=headers)
    refused(answer, 400, "UTF-8")


def test_a_body_that_is_not_utf8(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=b"SELECT '\xff'", headers={"Content-Type": QUERY})
    refused(answer, 400, "UTF-8")


def test_too_many_parameters(client: httpx.Client) -> None:
    answer = client.post("/sparql", content="a&" * 2000, headers={"Content-Type": FORM})
    refused(answer, 400, "1000")


def test_syntax_error_has_its_place(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p ?o"})
    refused(answer, 400, "line 2")
    assert (answer.json()["line"], answer.json()["column"]) == (2, 17)
    assert answer.json()["type"].endswith("/problem/query-syntax")
    assert "\n  " in answer.text, "clients print the body as it comes"


def test_service_is_refused(client: httpx.Client) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    answer = client.get("/sparql", params={"query": query})
    refused(answer, 400, "SERVICE")
    assert answer.json()["reason"] == "service"


@pytest.mark.parametrize("timeout", ["soon", "0", "-1", "nan"])
def test_a_timeout_that_is_none(client: httpx.Client, timeout: str) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "timeout": timeout})
    assert answer.status_code == 400
