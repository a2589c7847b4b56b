"""Clients that write: the captured updates, SPARQLWrapper, rdflib's update store, and curl."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from kzgraph.access import new_token

TOKEN, HASH = new_token()
BEARER = f"Bearer {TOKEN}"
REQUESTS = json.loads((Path(__file__).parent / "requests.json").read_text(encoding="utf-8"))
CAPTURED = {11: "<a:a> <a:b> 1", 21: "GRAPH <http://g/1> { <http://a> <http://b> <http://c> }"}


@pytest.fixture(scope="module")
def writable(start_service: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a plain dataset that takes writes."""
    home = tmp_path_factory.mktemp("writable") / "home"
    return start_service(home=home, derive="off", write_tokens=HASH, rate=0)


def holds(address: str, pattern: str) -> bool:
    answer = httpx.get(f"{address}/sparql", params={"query": f"ASK {{ {pattern} }}"})
    found: bool = answer.json()["boolean"]
    return found


@pytest.mark.parametrize("number", sorted(CAPTURED))
def test_a_captured_update_is_applied(writable: str, number: int) -> None:
    request = REQUESTS[number]
    headers = {**request["headers"], "Authorization": BEARER}
    for name in ("Host", "Content-Length", "Connection"):
        headers.pop(name, None)
    answer = httpx.request(
        request["method"],
        writable + request["target"],
        headers=headers,
        content=request["body"],
        timeout=30,
    )
    assert answer.status_code == httpx.codes.NO_CONTENT, answer.text
    assert holds(writable, CAPTURED[number])


def test_sparqlwrapper_writes(writable: str) -> None:
    client = SPARQLWrapper(f"{writable}/sparql", updateEndpoint=f"{writable}/sparql/update")
    client.addCustomHttpHeader("Authorization", BEARER)
    client.setMethod(POST)
    client.setQuery("INSERT DATA { <urn:wrapper> <urn:p> 'é' }")
    client.query()
    client.setReturnFormat(JSON)
    client.setQuery("SELECT ?o { <urn:wrapper> <urn:p> ?o }")
    (row,) = client.query().convert()["results"]["bindings"]
    assert row["o"]["value"] == "é"


def test_rdflib_s_update_store_writes(writable: str) -> None:
    store = SPARQLUpdateStore(
        f"{writable}/sparql", f"{writable}/sparql", headers={"Authorization": BEARER}
    )
    graph = Dataset(store=store, default_union=False).graph(URIRef("http://g/rdflib"))
    triple = (URIRef("urn:store"), URIRef("urn:p"), Literal("x", lang="fr"))
    graph.add(triple)
    store.commit()
    assert list(Graph(store, identifier=URIRef("http://g/rdflib"))) == [triple]
    graph.remove(triple)
    store.commit()
    assert not holds(writable, "GRAPH <http://g/rdflib> { ?s ?p ?o }")


def test_curl_sends_a_file(writable: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        assert not os.environ.get("CI"), "CI needs curl: .ci/run installs it"
        pytest.skip("curl is not installed; it is a system package")
    (tmp_path / "notes.ttl").write_text("<urn:curl> <urn:p> 1 .", encoding="utf-8")
    command = ["curl", "-sS", "-o", "-", "-w", "%{http_code}", "-T", str(tmp_path / "notes.ttl")]
    headers = ["-H", f"Authorization: {BEARER}", "-H", "Content-Type: text/turtle"]
    done = subprocess.run(
        [*command, *headers, f"{writable}/rdf-graph-store?graph=http://g/curl"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "201"
    assert holds(writable, "GRAPH <http://g/curl> { <urn:curl> <urn:p> 1 }")
