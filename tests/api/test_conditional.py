"""Entity tags, and the headers that every answer has."""

import httpx
import pytest

pytestmark = pytest.mark.server

SPARQL = "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201"
REST = [
    "/v1",
    "/v1/entities/state/kaz",
    "/v1/entities/state/kaz.ttl",
    "/v1/facts.csv?limit=2",
    "/v1/sources",
    "/v1/search?q=EDF",
]
TAGGED = ["/", *REST, SPARQL]


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


@pytest.mark.parametrize("address", REST)
def test_a_kept_answer_is_the_one_that_was_made(client: httpx.Client, address: str) -> None:
    first = client.get(address, headers={"Accept": "*/*;q=0.9"})  # that nobody else has sent
    for again in (
        client.get(address, headers={"Accept": "*/*;q=0.9"}),
        client.get(address),
    ):
        assert again.content == first.content
        for name in ("etag", "link", "content-type", "vary", "cache-control"):
            assert again.headers.get(name) == first.headers.get(name)


def test_what_is_kept_is_kept_for_one_host_and_one_type(client: httpx.Client) -> None:
    for _ in range(2):
        other = client.get("/v1/facts?limit=1", headers={"Host": "other.example"})
        assert other.json()["links"]["self"] == "http://other.example/v1/facts?limit=1"
        assert "other.example" not in client.get("/v1/facts?limit=1").text
        csv = client.get("/v1/facts?limit=1", headers={"Accept": "text/csv"})
        assert csv.headers["content-type"].startswith("text/csv")


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
    told.add("KZGraph-Store")
    assert exposed == told
    assert len(headers["kzgraph-release"]) == 64
