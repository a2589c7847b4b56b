"""REST: entities, what belongs to them, and what answers for a wrong or a retired id."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from rest_calls import got

from kzgraph.rdf import RdfFormat, parse_bytes
from kzgraph.read.entities import get_entity
from kzgraph.read.graph import Graph

pytestmark = pytest.mark.server


def test_entities_page_by_page(client: httpx.Client, release_graph: Graph) -> None:
    ids, address = [], "/v1/entities?limit=50"
    while address:
        answer = client.get(address)
        body = answer.json()
        ids += [item["id"] for item in body["items"]]
        assert body["total"] == 120
        address = answer.links.get("next", {}).get("url")
        assert (address is None) == (body["next"] is None)
    assert len(ids) == len(set(ids)) == 120


def test_filters_facets_and_order(client: httpx.Client) -> None:
    body = got(client, "/v1/entities?type=Company&country=state/fra&sort=-name&facets=type")
    assert [item["label"] for item in body["items"]] == [
        "Vicat", "TotalEnergies", "Orano", "EDF", "Alstom"
    ]  # fmt: skip
    assert list(body["facets"]) == ["type"]
    assert {v["id"]: v["count"] for v in body["facets"]["type"]["values"]}["Company"] == 5
    assert got(client, "/v1/entities?limit=1&facets=none")["facets"] == {}


def test_a_name_in_another_script(client: httpx.Client) -> None:
    items = got(client, "/v1/entities?q=Токаев&type=Person")["items"]
    assert [item["id"] for item in items] == ["person/tokayev"]
    answer = client.get("/v1/entities.csv?q=Токаев&type=Person")
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["id"], row["types"], row["corroboration"]) == ("person/tokayev", "Person", "2")


def test_an_entity_is_that_of_the_library(client: httpx.Client, release_graph: Graph) -> None:
    body = got(client, "/v1/entities/state/kaz")
    entity = get_entity(release_graph, "state/kaz")
    assert body["names"] == entity.names
    assert len(body["facts"]) == len(entity.facts) > 0
    assert body["facts"][0]["claims"] == list(entity.facts[0].claims)
    assert len(body["unasserted"]) == len(entity.unasserted)
    assert body["release"] == client.get("/").headers["kzgraph-release"]
    for name in ("self", "json", "ttl", "jsonld"):
        assert client.get(body["links"][name]).status_code == 200, name


def test_every_claim_of_an_entity_can_be_read(client: httpx.Client) -> None:
    for fact in got(client, "/v1/entities/company/edf")["facts"]:
        for claim_id in fact["claims"]:
            body = got(client, f"/v1/claims/{claim_id}")
            assert (body["modality"], body["id"]) == ("Asserted", claim_id)
            assert body["subject"]["iri"] == fact["subject"]["iri"]


@pytest.mark.parametrize(
    ("suffix", "accept", "name"),
    [
        (".ttl", "*/*", "turtle"),
        ("", "text/turtle", "turtle"),
        (".jsonld", "application/json", "ld+json"),
        ("", "application/ld+json", "ld+json"),
    ],
)
def test_an_entity_as_rdf(client: httpx.Client, suffix: str, accept: str, name: str) -> None:
    answer = client.get(f"/v1/entities/company/edf{suffix}", headers={"Accept": accept})
    assert answer.status_code == 200
    rdf_format = RdfFormat.from_media_type(
        f"application/{name}" if "ld" in name else f"text/{name}"
    )
    assert rdf_format is not None
    names = {
        quad.object.value
        for quad in parse_bytes(answer.content, rdf_format, None)
        if quad.subject.value.endswith("/company/edf")
        and quad.predicate.value.endswith("prefLabel")
    }
    assert "EDF" in names


def test_an_entity_that_the_client_has(client: httpx.Client) -> None:
    tag = client.get("/v1/entities/company/edf").headers["etag"]
    again = client.get("/v1/entities/company/edf", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    later = client.get("/v1/entities/company/edf?known_on=2023", headers={"If-None-Match": tag})
    assert later.status_code == 200
    assert later.json()["facts"] == []


def test_relations_of_an_entity(client: httpx.Client) -> None:
    body = got(client, "/v1/entities/state/kaz/relations?direction=in&property=operatesIn&limit=3")
    (group,) = body["items"]
    assert (group["total"], len(group["items"])) == (4, 3)
    assert all(item["claims"] and item["corroboration"] >= 1 for item in group["items"])
    address = "/v1/entities/state/kaz/relations?direction=in&property=operatesIn&limit=3"
    following = got(client, f"{address}&cursor={group['next']}")["items"][0]
    assert [item["subject"]["text"] for item in following["items"]] == ["Vicat"]
    rows = list(
        csv.DictReader(io.StringIO(client.get("/v1/entities/company/orano/relations.csv").text))
    )
    assert {row["predicate"] for row in rows} >= {"operates in", "signed by"}


def test_claims_and_timeline_of_an_entity(client: httpx.Client) -> None:
    claims = got(client, "/v1/entities/company/edf/claims?modality=all&limit=100")
    ends = [{claim["subject"]["text"], claim["object"]["text"]} for claim in claims["items"]]
    assert claims["total"] == len(ends) == 6
    assert all("EDF" in pair for pair in ends)
    told = got(client, "/v1/entities/company/alstom/timeline")["items"]
    assert "2010" in told[0]["date"]
    assert got(client, "/v1/entities/company/alstom/timeline?to=2009")["items"] == []


def test_the_network_of_an_entity(client: httpx.Client) -> None:
    body = got(client, "/v1/entities/company/edf/network?depth=2&limit=5")
    assert (body["center"], len(body["nodes"])) == ("company/edf", 5)
    assert body["more_nodes"] > 0
    assert {edge["predicate"]["text"] for edge in body["edges"]} >= {"based in state"}


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("state/kazakstan", "state/kaz"),
        ("State/KAZ", "state/kaz"),
        ("organisation/alstom", "company/alstom"),
        ("company/alstrom", "company/alstom"),
    ],
)
@pytest.mark.parametrize("rest", ["", ".ttl", "/relations", "/claims", "/timeline", "/network"])
def test_a_wrong_id(client: httpx.Client, path: str, near: str, rest: str) -> None:
    answer = client.get(f"/v1/entities/{path}{rest}")
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("/problem/not-found")
    assert answer.json()["detail"].endswith(f"Did you mean '{near}'?")
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("entities?type=Compny", "Did you mean 'Company'?"),
        ("entities?type=a b>", "no class"),
        ("entities?country=Kazakhstan", "as in state/kaz"),
        ("entities?sort=relevance", "`q`"),
        ("entities?sort=size", "sort: "),
        ("entities?facets=size", "facets: "),
        ("entities?limit=101", "limit: "),
        ("entities?cursor=x", "cursor"),
        ("entities?cursor=", "cursor"),
        ("entities?cuntry=state/kaz", "'country'"),
        ("entities?q=" + "x" * 201, "q: "),
        ("entities/state/kaz?valid_on=2023-13", "valid_on"),
        ("entities/state/kaz/relations?cursor=x", "property"),
        ("entities/state/kaz/relations?direction=both", "direction: "),
        ("entities/state/kaz/network?depth=4", "depth: "),
        ("entities/state/kaz/network?limit=251", "limit: "),
        ("entities/state/kaz/timeline?from=x", "from: "),
    ],
)
def test_what_cannot_be_asked(client: httpx.Client, query: str, told: str) -> None:
    answer = client.get(f"/v1/{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]


@pytest.fixture(scope="module")
def retired(shared_service: Callable[..., str], retired_home: Path) -> str:
    return shared_service(home=retired_home)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "?known_on=2023&modality=all",
        ".ttl",
        ".json?valid_on=2024",
        "/relations.csv?limit=3",
        "/network",
    ],
)
def test_a_retired_id_leads_to_its_successor(retired: str, rest: str) -> None:
    answer = httpx.get(f"{retired}/v1/entities/company/electricite-de-france{rest}")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"{retired}/v1/entities/company/edf{rest}"


def test_a_retired_thing_is_in_no_list(retired: str) -> None:
    found = httpx.get(f"{retired}/v1/entities?q=EDF").json()["items"]
    assert [item["id"] for item in found if item["types"] == ["Company"]] == ["company/edf"]
    followed = httpx.get(
        f"{retired}/v1/entities/company/electricite-de-france", follow_redirects=True
    )
    assert followed.json()["id"] == "company/edf"
