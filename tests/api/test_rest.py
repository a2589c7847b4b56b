"""REST: what each route answers over the real data."""

import httpx
import pytest

from kzgraph.claims import get_claim
from kzgraph.entities import get_entity
from kzgraph.store import Store

pytestmark = pytest.mark.server


def got(client: httpx.Client, address: str) -> dict[str, object]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    body: dict[str, object] = answer.json()
    return body


def test_index(client: httpx.Client) -> None:
    body = got(client, "/")
    assert body["counts"]["claims"] > 300
    assert body["release"] == client.get("/").headers["kzgraph-release"]
    for name in ("entities", "sources", "openapi", "health", "ready"):
        assert client.get(body["links"][name]).status_code == 200


def test_search_finds_a_name_in_another_script(client: httpx.Client) -> None:
    body = got(client, "/v1/search?q=Казахстан")
    assert body["items"][0]["entity"]["id"] == "state/kaz"
    assert body["items"][0]["match"]["why"] == "exact"


def test_search_by_language_and_limit(client: httpx.Client) -> None:
    body = got(client, "/v1/search?q=Kazakhstan&language=en&limit=2")
    assert [hit["match"]["language"] for hit in body["items"]] == ["en", "en"]


def test_search_for_nothing(client: httpx.Client) -> None:
    assert got(client, "/v1/search?q=")["items"] == []
    assert client.get("/v1/search").status_code == 400


LABELLED = """
SELECT DISTINCT ?entity {
  GRAPH <https://w3id.org/kzgraph/graph/entities> {
    ?entity <http://www.w3.org/2004/02/skos/core#prefLabel> ?label
  }
}
"""


def test_entities_page_by_page(client: httpx.Client, release_store: Store) -> None:
    ids, address = [], "/v1/entities?limit=50"
    while address:
        answer = client.get(address)
        ids += [item["iri"] for item in answer.json()["items"]]
        link = answer.links.get("next", {}).get("url")
        assert (link is None) == (answer.json()["next"] is None)
        address = link
    assert ids == sorted(str(row["entity"])[1:-1] for row in release_store.select(LABELLED))


def test_next_is_the_cursor_of_the_following_page(client: httpx.Client) -> None:
    page = got(client, "/v1/entities?limit=1&type=State")
    following = got(client, f"/v1/entities?limit=1&type=State&cursor={page['next']}")
    assert page["items"][0]["iri"] < following["items"][0]["iri"]


def test_entities_of_a_class(client: httpx.Client) -> None:
    items = got(client, "/v1/entities?type=Company")["items"]
    assert items
    assert {"Company", "JointVenture"} >= {name for item in items for name in item["types"]}


@pytest.mark.parametrize("cursor", ["x", "====", "aHR0cDovL2V4YW1wbGUub3Jn", "é", ""])
def test_a_broken_cursor(client: httpx.Client, cursor: str) -> None:
    answer = client.get("/v1/entities", params={"cursor": cursor})
    assert answer.status_code == 400
    assert "cursor" in answer.json()["detail"]


def test_a_class_that_is_none(client: httpx.Client) -> None:
    answer = client.get("/v1/entities?type=Spaceship")
    assert (answer.status_code, "Spaceship" in answer.json()["detail"]) == (400, True)
    assert client.get("/v1/entities", params={"type": "a b>"}).status_code == 400


def test_an_entity_is_that_of_the_library(client: httpx.Client, release_store: Store) -> None:
    body = got(client, "/v1/entities/state/kaz")
    entity = get_entity(release_store, "state", "kaz")
    assert body["names"] == entity.names
    assert len(body["facts"]) == len(entity.facts) > 0
    assert body["facts"][0]["claims"] == list(entity.facts[0].claims)
    assert len(body["unasserted"]) == len(entity.unasserted)


def test_every_claim_of_an_entity_can_be_read(client: httpx.Client, release_store: Store) -> None:
    facts = got(client, "/v1/entities/state/kaz")["facts"]
    for claim_id in {claim for fact in facts for claim in fact["claims"]}:
        body = got(client, f"/v1/claims/{claim_id}")
        claim = get_claim(release_store, claim_id)
        assert (body["modality"], body["id"]) == (claim.modality, claim_id)
        assert body["evidence"][0]["document"]["iri"] == claim.evidence[0].document.iri


def test_sources_and_their_coverage(client: httpx.Client) -> None:
    items = got(client, "/v1/sources")["items"]
    assert len(items) == got(client, "/")["counts"]["documents"]
    for item in items:
        body = got(client, f"/v1/sources/{item['id']}")
        assert body["source"] == item
        assert body["sentences"][0]["span"]["start"] >= 0
        assert all(s["claims"] or s["no_claim"] for s in body["sentences"])


@pytest.mark.parametrize(
    "path",
    ["/v1/entities/state/nowhere", "/v1/entities/State/KAZ", "/v1/claims/none", "/v1/sources/none"],
)
def test_what_is_not_there(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("/problem/not-found")
    assert "etag" not in answer.headers


def test_an_unknown_parameter_names_the_nearest(client: httpx.Client) -> None:
    detail = client.get("/v1/search?q=x&langauge=en").json()["detail"]
    assert detail == "There is no parameter 'langauge' here. Did you mean 'language'?"
    assert "Known are: q" in client.get("/v1/search?q=x&zzz=1").json()["detail"]
    assert "takes none" in client.get("/v1/sources?x=1").json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/v1/search?q=x&limit=0",
        "/v1/search?q=x&limit=51",
        "/v1/search?q=x&language=é",
        "/v1/entities?limit=101",
    ],
)
def test_a_parameter_out_of_range(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problem/bad-parameter")
    assert answer.json()["detail"].startswith(("limit: ", "language: "))


def test_health(client: httpx.Client) -> None:
    assert got(client, "/healthz") == {"status": "up"}
    assert got(client, "/readyz") == {"status": "ready"}
    assert "etag" not in client.get("/healthz").headers
