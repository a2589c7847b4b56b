"""The cases of the W3C's SPARQL 1.1 Protocol test suite that are about queries, by their names.

https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/ ; each asks of ``/sparql/``, as there.
"""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import httpx
import pytest

from kzgraph.release import Home
from kzgraph.release.plain import init

pytestmark = pytest.mark.server

DATA = [f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in range(4)]
ZERO, ONE, TWO, THREE = DATA
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
BOOLEAN = {"application/sparql-results+xml", "application/sparql-results+json"}
TABULAR = BOOLEAN | {"text/csv", "text/tab-separated-values"}
RDF = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}
PATH = "/sparql/"


@pytest.fixture(scope="module")
def plain(
    start_service: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A service over the graphs of the suite, and nothing in the default graph."""
    folder = tmp_path_factory.mktemp("w3c")
    lines = (f"<{name}> {A} <http://xmlns.com/foaf/0.1/Document> <{name}> .\n" for name in DATA[1:])
    (folder / "data.nq").write_text("".join(lines))
    init(Home(folder / "home"), [folder / "data.nq"])
    address = start_service(home=folder / "home", derive="off")
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


def answered(answer: httpx.Response, types: set[str]) -> httpx.Response:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] in types
    return answer


def true(answer: httpx.Response) -> bool:
    return answered(answer, BOOLEAN).json()["boolean"] is True


def refused(answer: httpx.Response) -> bool:
    return 400 <= answer.status_code < 500


def graphs(name: str, *iris: str) -> str:
    return "&".join(f"{name}-graph-uri={quote(iri, safe='')}" for iri in iris)


BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"


def test_query_get(plain: httpx.Client) -> None:
    assert true(plain.get(f"{PATH}?query=ASK%20%7B%7D&{graphs('default', ZERO)}"))


def test_query_post_form(plain: httpx.Client) -> None:
    address = f"{PATH}?{graphs('default', ZERO)}"
    assert true(plain.post(address, content="query=ASK%20%7B%7D", headers=FORM))


def test_query_post_direct(plain: httpx.Client) -> None:
    address = f"{PATH}?{graphs('default', ZERO)}"
    assert true(plain.post(address, content="ASK {}", headers=DIRECT))


def test_query_dataset_default_graph(plain: httpx.Client) -> None:
    query = f"ASK {{ <{ONE}> a ?type }}"
    assert true(plain.get(f"{PATH}?query={quote(query)}&{graphs('default', ONE)}"))
    assert not true(plain.get(f"{PATH}?query={quote(query)}&{graphs('default', TWO)}"))


def test_query_dataset_default_graphs_get(plain: httpx.Client) -> None:
    assert true(plain.get(f"{PATH}?query={quote(BOTH)}&{graphs('default', ONE, TWO)}"))
    assert not true(plain.get(f"{PATH}?query={quote(BOTH)}"))


def test_query_dataset_default_graphs_post(plain: httpx.Client) -> None:
    address = f"{PATH}?{graphs('default', ONE, TWO)}"
    assert true(plain.post(address, content=BOTH, headers=DIRECT))


def test_query_dataset_named_graphs_post(plain: httpx.Client) -> None:
    address = f"{PATH}?{graphs('named', ONE, TWO)}"
    assert true(plain.post(address, content=BOTH_NAMED, headers=DIRECT))
    assert not true(
        plain.post(f"{PATH}?{graphs('named', ONE)}", content=BOTH_NAMED, headers=DIRECT)
    )


def test_query_dataset_named_graphs_get(plain: httpx.Client) -> None:
    assert true(plain.get(f"{PATH}?query={quote(BOTH_NAMED)}&{graphs('named', ONE, TWO)}"))


def test_query_dataset_full(plain: httpx.Client) -> None:
    query = BOTH_NAMED.replace("{", f"{{ <{THREE}> a ?type . ", 1)
    address = f"{PATH}?{graphs('default', THREE)}&{graphs('named', ONE, TWO)}"
    assert true(plain.post(address, content=query, headers=DIRECT))


def test_query_multiple_dataset(plain: httpx.Client) -> None:
    """The protocol's dataset counts, not FROM; the ampersand is encoded, as in the suite."""
    query = BOTH_NAMED.replace("ASK", f"ASK FROM <{THREE}>")
    joined = quote(f"{ONE}&named-graph-uri={TWO}", safe="")
    answer = plain.post(f"{PATH}?named-graph-uri={joined}", content=query, headers=DIRECT)
    assert true(answer)
    query = f"ASK FROM <{THREE}> {{ <{THREE}> a ?type }}"
    assert true(plain.post(PATH, content=query, headers=DIRECT))
    assert not true(plain.post(f"{PATH}?{graphs('named', ONE)}", content=query, headers=DIRECT))


@pytest.mark.parametrize(
    ("query", "types"),
    [
        pytest.param("SELECT (1 AS ?value) {}", TABULAR, id="select"),
        pytest.param("ASK {}", BOOLEAN, id="ask"),
        pytest.param("DESCRIBE <http://example.org/>", RDF, id="describe"),
        pytest.param("CONSTRUCT { <s> <p> 1 } WHERE {}", RDF, id="construct"),
    ],
)
def test_query_content_type(plain: httpx.Client, query: str, types: set[str]) -> None:
    address = f"{PATH}?{graphs('default', ZERO)}"
    answered(plain.post(address, content=query, headers=DIRECT), types)


def test_bad_query_method(plain: httpx.Client) -> None:
    assert plain.put(f"{PATH}?query=ASK%20%7B%7D").status_code == 405


def test_bad_multiple_queries(plain: httpx.Client) -> None:
    assert refused(plain.get(f"{PATH}?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"))


def test_bad_query_wrong_media_type(plain: httpx.Client) -> None:
    answer = plain.post(PATH, content="ASK {}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_bad_query_missing_form_type(plain: httpx.Client) -> None:
    assert refused(plain.post(PATH, content="query=ASK%20%7B%7D"))


def test_bad_query_missing_direct_type(plain: httpx.Client) -> None:
    assert refused(plain.post(PATH, content="ASK {}"))


def test_bad_query_non_utf8(plain: httpx.Client) -> None:
    for charset in ("", "; charset=UTF-16"):
        headers = {"Content-Type": f"application/sparql-query{charset}"}
        assert refused(plain.post(PATH, content="ASK {}".encode("utf-16"), headers=headers))


def test_bad_query_syntax(plain: httpx.Client) -> None:
    assert plain.get(f"{PATH}?query=ASK%20%7B").status_code == 400
