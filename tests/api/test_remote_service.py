"""A service over a remote store answers what one over the embedded store does, on every face.

The servers are real: ``oxigraph serve``, and Virtuoso.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from command import command

from kzgraph.queries import examples
from kzgraph.rdf import RdfFormat, parse_bytes
from kzgraph.release import Home
from kzgraph.release.remote import Remote
from kzgraph.store.remote import Endpoint

JSON = "application/sparql-results+json"
TRIPLES = "application/n-triples"

QUERIES = {
    **{example.name: example.query for example in examples()},
    "counts": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "graphs": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "one graph": "SELECT * { GRAPH <https://w3id.org/kzgraph/graph/facts> { company:edf ?p ?o } }",
    "where from": "SELECT ?g { company:edf kz:interestedIn ?x GRAPH ?g { company:edf ?p ?x } }",
    "from": "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/kzgraph/graph/facts> { ?s ?p ?o }",
    "no such graph": "SELECT * FROM <https://w3id.org/kzgraph/graph/none> { ?s ?p ?o }",
    "yes": "ASK { project:nuclear-power-plant a kz:Project }",
    "no": "ASK { project:nuclear-power-plant kz:location state:kaz }",
}
GRAPH_QUERIES = {
    "construct": "CONSTRUCT { ?s rdfs:label ?o } { ?s a kz:Company ; rdfs:label ?o }",
    "a graph": "CONSTRUCT WHERE { ?s kz:interestedIn ?o }",
}
WRONG = {
    "SELECT * { ?s ?p }": 400,
    "SELECT * { SERVICE <http://other.example/> { ?s ?p ?o } }": 400,
    "SELECT (<bif:rnd>(7) AS ?x) {}": 400,
    'DEFINE get:soft "replace" SELECT * FROM <http://other.example/> { ?s ?p ?o }': 400,
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }": 400,
}
FACES = (
    "/v1/entities?limit=20",
    "/v1/entities/company/edf",
    "/v1/entities/company/edf.ttl",
    "/v1/entities/company/edf/relations",
    "/v1/claims/eonergie-2024-11-062",
    "/v1/claims?limit=5",
    "/v1/facts.csv",
    "/v1/agreements",
    "/v1/projects/nuclear-power-plant",
    "/v1/visits/tokayev-france-2024/dossier",
    "/v1/paths?from=company/edf&to=state/kaz",
    "/v1/search?q=Тоқаев",
    "/v1/timeline",
    "/v1/conflicts",
    "/v1/validation",
    "/v1/stats",
    "/v1/cite?entity=company/edf",
    "/data/company/edf.nt",
    "/rdf-graph-store?graph=https://w3id.org/kzgraph/graph/dataset",
    "/ontology.ttl",
    "/dumps/kzgraph.nq",
    "/reconcile?queries=" + json.dumps({"q0": {"query": "Казатомпром"}}),
    "/reconcile/suggest/property?prefix=loc",
    "/",
    "/page/company/edf",
    "/page/project/nuclear-power-plant",
    "/visits",
    "/trade",
    "/sources",
    "/query",
)


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def endpoint(request: pytest.FixtureRequest) -> Endpoint:
    found: Endpoint = request.getfixturevalue(f"{request.param}_endpoint")
    return found


@pytest.fixture(scope="session")
def pushed_home(
    endpoint: Endpoint, built_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The home of the built release, which was brought to the store."""
    home = tmp_path_factory.mktemp("pushed") / "home"
    shutil.copytree(built_home, home, symlinks=True)
    found = Home(home)
    Remote(found, endpoint).push(found.current())
    return home


def settings_for(endpoint: Endpoint) -> dict[str, str]:
    """Return the settings of a service that reads from an engine."""
    return {
        "store": endpoint.query,
        "store_update": endpoint.update,
        "store_graphs": endpoint.graphs,
        "store_user": endpoint.user,
        "store_password": endpoint.password,
        "store_kind": endpoint.kind,
    }


@pytest.fixture(scope="session")
def remote(
    shared_service: Callable[..., str], endpoint: Endpoint, pushed_home: Path
) -> Iterator[httpx.Client]:
    address = shared_service(home=pushed_home, **settings_for(endpoint))
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def solutions(answer: httpx.Response) -> Any:
    """Return an answer whose rows may come in any order, and the columns of * as well."""
    body = answer.json()
    body["head"].get("vars", []).sort()
    if "results" in body:
        body["results"]["bindings"].sort(key=lambda row: json.dumps(row, sort_keys=True))
    return body


def asked(client: httpx.Client, query: str, accept: str) -> httpx.Response:
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer


@pytest.mark.server
@pytest.mark.parametrize("name", QUERIES)
def test_solutions_are_the_same(name: str, client: httpx.Client, remote: httpx.Client) -> None:
    query = QUERIES[name]
    assert solutions(asked(remote, query, JSON)) == solutions(asked(client, query, JSON))


@pytest.mark.server
@pytest.mark.parametrize("name", GRAPH_QUERIES)
def test_triples_are_the_same(name: str, client: httpx.Client, remote: httpx.Client) -> None:
    query = GRAPH_QUERIES[name]
    theirs, ours = (
        sorted(asked(one, query, TRIPLES).text.splitlines()) for one in (remote, client)
    )
    assert theirs == ours
    assert ours


@pytest.mark.server
def test_what_is_wrong_is_refused_alike(client: httpx.Client, remote: httpx.Client) -> None:
    for query, status in WRONG.items():
        answer = remote.post("/sparql", data={"query": query})
        assert answer.status_code == status, answer.text
        if "bif:" not in query:  # the embedded store knows no such function, so it does no harm
            assert answer.json() == client.post("/sparql", data={"query": query}).json()


@pytest.mark.server
@pytest.mark.parametrize("address", FACES)
def test_faces_are_the_same(address: str, client: httpx.Client, remote: httpx.Client) -> None:
    ours, theirs = client.get(address), remote.get(address)
    assert ours.status_code == theirs.status_code == 200, theirs.text
    assert "kzgraph-store" not in theirs.headers
    assert _told(theirs) == _told(ours)


def _told(answer: httpx.Response) -> object:
    """Return what an answer tells, but for its own address; triples come in any order."""
    text = answer.text.replace(str(answer.request.url.copy_with(raw_path=b"/")), "http://here/")
    rdf_format = RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    return text if rdf_format is None else set(parse_bytes(text.encode(), rdf_format, None))


@pytest.mark.server
def test_the_shapes_find_the_same_there(endpoint: Endpoint, pushed_home: Path) -> None:
    env = {f"KZGRAPH_{name.upper()}": value for name, value in settings_for(endpoint).items()}
    here = command("validate", "--home", str(pushed_home), env=env)
    there = command("validate", "--there", "--home", str(pushed_home), env=env)
    assert there.returncode == here.returncode == 0
    assert there.stderr == here.stderr
    assert there.stdout.splitlines()[-1] == here.stdout.splitlines()[-1]
