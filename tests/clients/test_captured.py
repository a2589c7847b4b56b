"""The requests that clients were seen to send (requests.json), sent again byte by byte."""

import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph
import pytest

pytestmark = pytest.mark.server

REQUESTS = json.loads((Path(__file__).parent / "requests.json").read_text(encoding="utf-8"))
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV, TURTLE = "text/csv", "text/tab-separated-values", "text/turtle"
RDFXML, JSONLD, NQUADS = "application/rdf+xml", "application/ld+json", "application/n-quads"

X, P, LAST, G, G1 = "http://x", "http://p", "http://example.org/99", "http://in/g", "http://in/g1"
TRIPLES = 2
UPDATES = {11, 21}

# For each request its answer's type, and the IRIs in the rows or the number of triples.
EXPECTED: dict[int, tuple[str, set[str] | int]] = {
    0: (JSON, {X}),
    1: (XML, {X}),
    2: (CSV, {X}),
    3: (TSV, {X}),
    4: (TURTLE, TRIPLES),
    5: (RDFXML, TRIPLES),
    6: (JSONLD, TRIPLES),
    7: (JSONLD, TRIPLES),
    8: (TURTLE, TRIPLES),
    9: (JSON, {G}),
    10: (JSON, {G}),
    12: (JSON, {X}),
    13: (XML, {G1}),
    14: (XML, {G1}),
    15: (XML, {G1}),
    16: (XML, {P, LAST}),
    17: (JSON, {X}),
    18: (XML, {X}),
    19: (XML, {"http://g", "http://g/1"}),
    20: (TURTLE, TRIPLES),
    22: (JSON, {X, P, LAST}),
    23: (JSON, {X, P, LAST}),
    24: (NQUADS, 0),
    25: (JSON, {X}),
    26: (NQUADS, 0),
    27: (TURTLE, TRIPLES),
    28: (NQUADS, 0),
    29: (JSON, {X}),
}


def named(number: int) -> Any:
    return pytest.param(number, id=f"{number}-{REQUESTS[number]['client']}")


def sent(service: str, number: int) -> tuple[int, str, bytes]:
    """Send a request; return status, media type and body."""
    request = REQUESTS[number]
    address = urlsplit(service)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
    body = request["body"].encode()
    connection.request(request["method"], request["target"], body or None, request["headers"])
    answer = connection.getresponse()
    told = (answer.status, answer.headers["content-type"].split(";")[0], answer.read())
    connection.close()
    return told


def test_every_request_has_its_answer() -> None:
    assert len(REQUESTS) == 30
    assert EXPECTED.keys() | UPDATES == set(range(30))


@pytest.mark.parametrize("number", [named(n) for n in sorted(EXPECTED)])
def test_a_query(plain: str, number: int) -> None:
    media_type, content = EXPECTED[number]
    status, answered, body = sent(plain, number)
    assert (status, answered) == (200, media_type), body
    if isinstance(content, set):
        assert iris(answered, body) == content
    elif content:
        parsed = pyoxigraph.parse(body, pyoxigraph.RdfFormat.from_media_type(media_type))
        assert len(list(parsed)) == content
    else:
        assert b"sparql-service-description#endpoint" in body


def iris(media_type: str, body: bytes) -> set[str]:
    """Return the IRIs in the rows of an answer."""
    if media_type == CSV:
        return set(body.decode().split("\r\n")[1:-1])
    form = pyoxigraph.QueryResultsFormat.from_media_type(media_type)
    parsed = pyoxigraph.parse_query_results(body, form)
    assert isinstance(parsed, pyoxigraph.QuerySolutions)
    terms = [term for row in parsed for term in row]
    return {term.value for term in terms if isinstance(term, pyoxigraph.NamedNode)}


@pytest.mark.parametrize("number", [named(n) for n in sorted(UPDATES)])
def test_an_update_of_a_service_that_is_read_only(plain: str, number: int) -> None:
    status, media_type, body = sent(plain, number)
    assert (status, media_type) == (403, "application/problem+json")
    assert b"read-only" in body
