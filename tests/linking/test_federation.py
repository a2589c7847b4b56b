"""The shipped queries that ask Wikidata too, unchanged, against a mirror; and what faults become."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from wikidata import Fault, Faults

from kzgraph.errors import ConfigurationError
from kzgraph.queries import federated_examples
from kzgraph.relay import Relay
from kzgraph.settings import load_settings, mirrors

pytestmark = pytest.mark.server

WIKIDATA = "https://query.wikidata.org/sparql"
ID = "https://w3id.org/kzgraph/id/"
QUERIES = {example.name: example.query for example in federated_examples()}

# By hand from tests/data/wikidata.ttl: P27 of both persons, P36 of Kazakhstan alone, P35 of Kazakhstan
# alone (that of France is deprecated, and another one).
ANSWERS = {
    "citizenship": [
        {
            "person": f"{ID}person/macron",
            "office": f"{ID}office/president-of-france",
            "citizenship": "France",
        },
        {
            "person": f"{ID}person/tokayev",
            "office": f"{ID}office/president-of-kazakhstan",
            "citizenship": "Kazakhstan",
        },
    ],
    "capitals": [
        {"state": f"{ID}state/kaz", "capital": "Astana", "place": f"{ID}place/astana"},
    ],
    "heads-of-state-missing-there": [
        {"state": f"{ID}state/fra", "head": f"{ID}person/macron"},
    ],
}


@pytest.fixture(scope="module")
def server(wikidata: str) -> Iterator[Faults]:
    """One server for all these tests: a service keeps to the mirror that it was started with."""
    made = Faults(wikidata)
    yield made
    made.close()


@pytest.fixture
def faults(server: Faults) -> Faults:
    server.seen.clear()
    return server


@pytest.fixture(scope="module")
def address(start_service: Callable[..., str], server: Faults) -> str:
    """A service that asks the local server wherever a query names Wikidata's."""
    mirror = f"{WIKIDATA}={server.address}"
    return start_service(
        service_hosts="query.wikidata.org", service_mirrors=mirror, deadline=2, rate=0
    )


def asked(address: str, query: str) -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query}, timeout=20)


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == httpx.codes.OK, answer.text
    found = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def test_each_example_has_an_answer_by_hand() -> None:
    assert QUERIES.keys() == ANSWERS.keys()


def test_examples_join_our_data_with_theirs_in_one_request_each(
    address: str, faults: Faults
) -> None:
    for number, (name, query) in enumerate(QUERIES.items(), 1):
        assert rows(asked(address, query)) == ANSWERS[name], name
        assert len(faults.seen) == number


def test_faults_of_the_other_service_are_told(address: str, faults: Faults) -> None:
    query = QUERIES["citizenship"]
    planned = {
        "query.wikidata.org failed: it answered 500": Fault(status=500),
        "query.wikidata.org failed: it answered 429": Fault(
            status=429, headers={"Retry-After": "5"}
        ),
        "no SPARQL result": Fault(body=b'{"head": nonsense'),
        "broke off": Fault(promised=4000),
        "did not answer in time": Fault(seconds=2.5),
    }
    for words, fault in planned.items():
        faults.plan(fault)
        answer = asked(address, query)
        assert answer.status_code == httpx.codes.BAD_GATEWAY, (words, answer.text)
        problem = answer.json()
        assert problem["type"].endswith("/problem/service-failed")
        assert words in problem["detail"], problem
        assert "127.0.0.1" not in answer.text
    faults.plan(Fault(status=500))
    silent = asked(address, query.replace("SERVICE <", "SERVICE SILENT <"))
    assert len(rows(silent)) >= 2


def test_an_answer_of_another_type_is_told(address: str, faults: Faults) -> None:
    faults.plan(Fault(headers={"Content-Type": "text/html"}, body=b"<html></html>"))
    answer = asked(address, QUERIES["capitals"])
    assert (answer.status_code, "no SPARQL result" in answer.json()["detail"]) == (502, True)
    assert "127.0.0.1" not in answer.text


def test_the_description_offers_what_may_be_asked(
    address: str, service: str, start_service: Callable[..., str]
) -> None:
    def told(at: str) -> str:
        return httpx.get(f"{at}/sparql", headers={"Accept": "text/turtle"}, timeout=20).text

    assert told(address).count("federatesWith") == len(QUERIES)
    assert "federatesWith" not in told(service)


def test_without_the_list_the_query_is_refused(service: str) -> None:
    for query in QUERIES.values():
        answer = asked(service, query)
        assert answer.status_code == httpx.codes.BAD_REQUEST
        assert answer.json()["reason"] == "service"


def test_a_mirror_opens_no_other_address(address: str, faults: Faults) -> None:
    for other in (faults.address, "https://query.wikidata.org:8443/sparql", "https://example.org/"):
        answer = asked(address, f"SELECT * {{ SERVICE <{other}> {{ ?s ?p ?o }} }}")
        assert answer.json()["reason"] == "service", other
    assert faults.seen == []


@pytest.mark.parametrize(
    ("mirror", "words"),
    [
        ("https://elsewhere.example/sparql=http://127.0.0.1:1/", "not among those"),
        (f"{WIKIDATA}=http://user:word@127.0.0.1:1/", "no address"),
        (f"{WIKIDATA}=http://127.0.0.1:x/", "no address"),
    ],
)
def test_a_mirror_that_cannot_be_is_refused_at_the_start(mirror: str, words: str) -> None:
    pairs = mirrors(load_settings(service_mirrors=mirror))
    with pytest.raises(ConfigurationError, match=words):
        Relay(["query.wikidata.org"], seconds=1, max_bytes=1, mirrors=pairs)


def test_mirrors_are_pairs() -> None:
    with pytest.raises(ConfigurationError, match="KZGRAPH_SERVICE_MIRRORS"):
        load_settings(service_mirrors="http://127.0.0.1/")
