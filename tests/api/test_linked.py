"""Linked data: every IRI of ours leads to a document under the address that serves it."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import rdflib

from kzgraph.store import Store
from kzgraph.vocab import FOAF, ID

pytestmark = [
    pytest.mark.server,
    # rdflib's own parser of JSON-LD uses what rdflib has deprecated.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SUFFIXES = {
    "ttl": ("text/turtle", "turtle"),
    "nt": ("application/n-triples", "nt"),
    "rdf": ("application/rdf+xml", "xml"),
    "jsonld": ("application/ld+json", "json-ld"),
    "trig": ("application/trig", "turtle"),
    "nq": ("application/n-quads", "nt"),
}
PLANT = "project/nuclear-power-plant"


def base_of(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


def media_type(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(("suffix", "accept"), [(s, t) for s, (t, _) in SUFFIXES.items()])
def test_an_iri_leads_to_data(client: httpx.Client, suffix: str, accept: str) -> None:
    answer = client.get(f"/id/{PLANT}", headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{base_of(client)}/data/{PLANT}.{suffix}"
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "", "text/html"])
def test_an_iri_leads_to_what_people_read(client: httpx.Client, accept: str) -> None:
    answer = client.get(f"/id/{PLANT}", headers={"Accept": accept})
    assert answer.headers["location"] == f"{base_of(client)}/page/{PLANT}"


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("claim/eonergie-2024-11-001", "/page/claim/eonergie-2024-11-001"),
        ("document/eonergie-2024-11", "/page/document/eonergie-2024-11"),
        ("sector/energy", "/page/sector/energy"),
        ("sentence/eonergie-2024-11-001", "/data/sentence/eonergie-2024-11-001.ttl"),
    ],
)
def test_what_has_a_page_leads_to_it(client: httpx.Client, name: str, leads_to: str) -> None:
    answer = client.get(f"/id/{name}", headers={"Accept": BROWSER})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{base_of(client)}{leads_to}"


def one_of_each_kind(store: Store) -> list[str]:
    rows = store.select("SELECT DISTINCT ?thing WHERE { ?thing a ?class } ORDER BY ?thing")
    things = [getattr(row["thing"], "value", "").removeprefix(ID) for row in rows]
    found = {name.partition("/")[0]: name for name in things if name.count("/") == 1}
    return list(found.values())


def test_a_thing_of_every_kind_resolves(client: httpx.Client, release_store: Store) -> None:
    names = one_of_each_kind(release_store)
    assert len(names) > 30
    for name in names:
        for accept in (BROWSER, "text/turtle"):
            headers = {"Accept": accept}
            answer = client.get(f"/id/{name}", headers=headers, follow_redirects=True)
            assert answer.status_code == 200, (name, accept)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_data_in_every_type(client: httpx.Client, suffix: str) -> None:
    expected, name = SUFFIXES[suffix]
    answer = client.get(f"/data/{PLANT}.{suffix}", headers={"Accept": "text/csv"})
    assert media_type(answer) == expected
    graph = rdflib.Graph().parse(data=answer.content, format=name)
    document = rdflib.URIRef(f"{base_of(client)}/data/{PLANT}")
    assert str(graph.value(document, rdflib.URIRef(FOAF + "primaryTopic"))) == ID + PLANT


def test_data_is_negotiated(client: httpx.Client) -> None:
    answer = client.get(f"/data/{PLANT}", headers={"Accept": "application/ld+json"})
    assert media_type(answer) == "application/ld+json"
    document = f"{base_of(client)}/data/{PLANT}"
    assert answer.headers["content-location"] == f"{document}.jsonld"
    links = answer.headers["link"]
    assert f'<{document}>; rel="canonical"' in links
    assert f'<{ID}{PLANT}>; rel="describes"' in links
    assert f'<{document}.ttl>; rel="alternate"; type="text/turtle"' in links


def test_data_is_not_sent_twice(client: httpx.Client) -> None:
    tag = client.get(f"/data/{PLANT}").headers["etag"]
    headers = {"If-None-Match": tag}
    assert client.get(f"/data/{PLANT}", headers=headers).status_code == 304
    assert client.get("/data/state/kaz", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/id/state/nowhere",
        "/data/state/nowhere",
        "/data/state/nowhere.ttl",
        "/id/STATE/kaz",
        "/id/state/KAZ",
        "/id/state/kaz%20",
        "/id/state/..%2F..%2Fetc",
        "/id/state/kaz%3E%20%3Chttp:x",
        "/data/state/kaz.exe",
        "/data/state/.ttl",
        "/ontology.exe",
        "/ontology/9.9.9",
    ],
)
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_there_is_no_such_thing(client: httpx.Client, address: str, accept: str) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert answer.status_code == 404
    people = accept == BROWSER and not address.startswith("/data/")
    assert media_type(answer) == ("text/html" if people else "application/problem+json")


def test_only_reading(client: httpx.Client) -> None:
    for address in (f"/id/{PLANT}", f"/data/{PLANT}", "/ontology", "/dataset"):
        answer = client.post(address)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_addresses_stand_under_the_public_one_and_iris_stay(public_client: httpx.Client) -> None:
    base = "https://kz.example/base"
    answer = public_client.get(f"/id/{PLANT}", headers={"Accept": "text/turtle"})
    assert answer.headers["location"] == f"{base}/data/{PLANT}.ttl"
    assert public_client.get(f"/id/{PLANT}").headers["location"] == f"{base}/page/{PLANT}"
    data = public_client.get(f"/data/{PLANT}.nt")
    assert f"<{base}/data/{PLANT}> <{FOAF}primaryTopic> <{ID}{PLANT}> ." in data.text
    assert data.headers["content-location"] == f"{base}/data/{PLANT}.nt"
    assert base not in public_client.get("/ontology.nt").text


@pytest.mark.parametrize(
    ("accept", "leads_to"),
    [(BROWSER, "/page/company/edf"), ("text/turtle", "/data/company/edf.ttl")],
)
def test_a_retired_iri_leads_to_its_successor(
    shared_service: Callable[..., str], retired_home: Path, accept: str, leads_to: str
) -> None:
    base = shared_service(home=retired_home)
    headers = {"Accept": accept}
    answer = httpx.get(f"{base}/id/company/electricite-de-france", headers=headers)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"{base}/id/company/edf"
    followed = httpx.get(answer.headers["location"], headers=headers, follow_redirects=True)
    assert str(followed.url) == f"{base}{leads_to}"
