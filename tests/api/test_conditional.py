"""Entity tags, and the headers that every answer has."""

import httpx
import pytest

pytestmark = pytest.mark.server

SPARQL = "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201"
TAGGED = ["/", "/v1/entities/state/kaz", "/v1/sources", "/v1/search?q=EDF", SPARQL]


@pytest.mark.parametrize("address", TAGGED)
def test_a_known_answer_is_not_sent_again(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    tag = answer.headers["etag"]
    assert answer.headers["kzgraph-release"][:16] in tag
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["kzgraph-release"] == answer.headers["kzgraph-release"]


@pytest.mark.parametrize("address", TAGGED)
def test_another_tag_is_no_match(client: httpx.Client, address: str) -> None:
    for other in ('W/"0000"', '"x"', "broken", ""):
        assert client.get(address, headers={"If-None-Match": other}).status_code == 200


def test_tags_tell_answers_apart(client: httpx.Client) -> None:
    tags = {client.get(address).headers["etag"] for address in TAGGED}
    tags.add(client.get(SPARQL, headers={"Accept": "text/csv"}).headers["etag"])
    assert len(tags) == len(TAGGED) + 1


def test_head_knows_tags(client: httpx.Client) -> None:
    tag = client.head("/v1/sources").headers["etag"]
    assert client.head("/v1/sources", headers={"If-None-Match": tag}).status_code == 304


def test_a_post_is_always_answered(client: httpx.Client) -> None:
    tag = client.get("/sparql", params={"query": "ASK {}"}).headers["etag"]
    answer = client.post("/sparql", data={"query": "ASK {}"}, headers={"If-None-Match": tag})
    assert answer.status_code == 200


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "STRUUID #\n ()"])
def test_what_changes_each_time_has_no_tag(client: httpx.Client, call: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT ({call} AS ?x) {{}}"})
    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address", [*TAGGED, "/healthz", "/nowhere", "/sparql", "/v1/openapi.json"]
)
def test_headers_of_every_answer(client: httpx.Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["vary"] == "Accept"
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    exposed = set(headers["access-control-expose-headers"].split(", "))
    told = {"ETag", "Link", "Retry-After", "KZGraph-Release", "KZGraph-Truncated", "X-Request-Id"}
    assert exposed == told
    assert len(headers["kzgraph-release"]) == 64
