"""The service describes itself: at the endpoint without a query, as VoID and as DCAT."""

from pathlib import Path

import httpx
import pytest
import rdflib

from kzgraph.rdf import RdfFormat, parse_bytes
from kzgraph.release import journal

pytestmark = [
    pytest.mark.server,
    # rdflib's own parser of JSON-LD uses what rdflib has deprecated.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
    "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,"
    "application/xml;q=0.3,image/svg+xml;q=0.3,text/xml;q=0.3,text/html;q=0.2,"
    "application/xhtml+xml;q=0.18,application/json;q=0.135,text/shaclc;q=0.1,text/shaclc-ext;q=0.05"
)
FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    # Without named graphs these two are Turtle and N-Triples.
    "application/trig": "turtle",
    "application/n-quads": "nt",
}
DESCRIPTIONS = ["/sparql", "/sparql/", "/dataset", "/.well-known/void"]


def media_type(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


def graph_of(answer: httpx.Response) -> rdflib.Graph:
    assert answer.status_code == 200, answer.text
    return rdflib.Graph().parse(data=answer.content, format=FORMATS[media_type(answer)])


@pytest.mark.parametrize("accept", FORMATS)
@pytest.mark.parametrize("address", DESCRIPTIONS)
def test_in_every_type(client: httpx.Client, address: str, accept: str) -> None:
    """Read by our parser; that rdflib finds as much is shown for one address of each type."""
    answer = client.get(address, headers={"Accept": accept})
    assert media_type(answer) == accept
    held = set(parse_bytes(answer.content, RdfFormat.from_media_type(accept), None))
    assert len(held) > 500
    if address == "/dataset":
        assert len(graph_of(answer)) == len(held)


@pytest.mark.parametrize("address", ["/sparql", "/sparql/"])
def test_the_subject_is_the_address_that_was_asked(client: httpx.Client, address: str) -> None:
    graph = graph_of(client.get(address))
    base = str(client.base_url).rstrip("/")
    asked = rdflib.URIRef(base + address)
    assert str(graph.value(asked, SD.endpoint)) == f"{base}/sparql"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle"),
        ("", "text/turtle"),
        (COMUNICA, "application/n-quads"),
        ("text/html;q=0.9, text/turtle", "text/turtle"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("application/rdf+xml;q=0.9, */*;q=0.1", "application/rdf+xml"),
        ("text/html;q=0, */*", "text/turtle"),
    ],
)
def test_negotiation(client: httpx.Client, accept: str, expected: str) -> None:
    assert media_type(client.get("/sparql", headers={"Accept": accept})) == expected


@pytest.mark.parametrize("accept", [BROWSER, "text/html"])
@pytest.mark.parametrize("address", ["/sparql", "/sparql/"])
def test_people_are_led_to_the_page_on_which_they_can_ask(
    client: httpx.Client, address: str, accept: str
) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == str(client.base_url).rstrip("/") + "/query"
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("accept", ["*/*", BROWSER, "application/n-quads"])
def test_a_format_in_the_address_counts_first(client: httpx.Client, accept: str) -> None:
    answer = client.get("/sparql?format=turtle", headers={"Accept": accept})
    assert media_type(answer) == "text/turtle"


def test_no_type_of_ours(client: httpx.Client) -> None:
    answer = client.get("/dataset", headers={"Accept": "text/csv"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


@pytest.mark.parametrize("address", DESCRIPTIONS)
def test_tagged_and_not_sent_twice(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    headers = {"If-None-Match": first.headers["etag"]}
    assert client.get(address, headers=headers).status_code == 304
    other = client.get(address, headers=headers | {"Accept": "application/n-triples"})
    assert other.status_code == 200
    assert client.head(address).headers["etag"] == first.headers["etag"]


def test_when_the_release_was_published(client: httpx.Client, built_home: Path) -> None:
    graph = graph_of(client.get("/dataset"))
    (entry,) = journal.read(built_home)
    dataset = rdflib.URIRef(str(client.base_url).rstrip("/") + "/dataset")
    for name in ("issued", "modified"):
        assert str(graph.value(dataset, rdflib.DCTERMS[name])) == entry.at


@pytest.mark.parametrize("address", ["/sparql", "/dataset"])
def test_the_dumps_are_where_it_says(client: httpx.Client, address: str) -> None:
    dumps = list(graph_of(client.get(address)).objects(None, VOID.dataDump))
    assert len(dumps) == 5
    assert {client.head(str(dump)).status_code for dump in dumps} == {200}


def test_the_host_of_the_request_is_the_base(client: httpx.Client) -> None:
    graph = graph_of(client.get("/dataset", headers={"Host": "graph.example:8080"}))
    endpoint = graph.value(rdflib.URIRef("http://graph.example:8080/dataset"), VOID.sparqlEndpoint)
    assert str(endpoint) == "http://graph.example:8080/sparql"


@pytest.mark.parametrize("host", ['a"><b', "a b", "a/b", "user@host", "[::1", "a:99999999"])
def test_a_host_that_is_none(client: httpx.Client, host: str) -> None:
    assert client.get("/sparql", headers={"Host": host}).status_code == 400


def test_the_public_address_is_the_base(public_client: httpx.Client) -> None:
    for address in ("/sparql", "/dataset", "/.well-known/void"):
        text = public_client.get(address).text
        assert "https://kz.example/base/sparql" in text
        assert str(public_client.base_url).rstrip("/") not in text
    led = public_client.get("/sparql", headers={"Accept": BROWSER}).headers["location"]
    assert led == "https://kz.example/base/query"


def test_writing_is_told_where_there_are_tokens(public_client: httpx.Client) -> None:
    graph = graph_of(public_client.get("/sparql"))
    endpoint = rdflib.URIRef("https://kz.example/base/sparql")
    assert (endpoint, SD.supportedLanguage, SD.SPARQL11Update) in graph
    assert graph.value(endpoint, SD.inputFormat) is not None


def test_federation_is_told_where_hosts_are_listed(public_client: httpx.Client) -> None:
    graph = graph_of(public_client.get("/sparql"))
    endpoint = rdflib.URIRef("https://kz.example/base/sparql")
    assert list(graph.objects(endpoint, SD.feature)) == [SD.BasicFederatedQuery]
