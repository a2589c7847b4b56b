"""REST: what each route answers over the real data."""

import httpx
import pytest
from rest_calls import got

pytestmark = pytest.mark.server


def test_index(client: httpx.Client) -> None:
    body = got(client, "/")
    assert body["counts"]["claims"] > 300
    assert body["release"] == client.get("/").headers["kzgraph-release"]
    for name in ("entities", "sources", "openapi", "health", "ready"):
        assert client.get(body["links"][name]).status_code == 200


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
    assert detail == "langauge: there is no such parameter here. Did you mean 'language'?"
    assert "Known are: q" in client.get("/v1/search?q=x&zzz=1").json()["detail"]
    claim = "/v1/claims/eonergie-2024-11-001?x=1"
    assert "takes none" in client.get(claim).json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/v1/search?q=x&limit=0",
        "/v1/search?q=x&limit=101",
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
