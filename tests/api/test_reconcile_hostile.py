"""Requests of reconciliation that are wrong or meant to hurt: each is answered with what is wrong."""

import json
import time
from urllib.parse import quote

import httpx
import pytest

pytestmark = pytest.mark.server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def problem(answer: httpx.Response, status: int = 400) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    detail: str = answer.json()["detail"]
    return detail


def post(client: httpx.Client, queries: str, path: str = "/reconcile") -> httpx.Response:
    return client.post(path, content=f"queries={quote(queries, safe='')}", headers=FORM)


def test_ten_thousand_queries(client: httpx.Client) -> None:
    batch = {f"q{at}": {"query": "a"} for at in range(10_000)}
    assert "here are 10000" in problem(post(client, json.dumps(batch)))


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        ("[" * 50_000, "nested too deeply"),
        ('{"q":' * 50_000, "nested too deeply"),
        ("null", "an object belongs here, not nothing"),
        ("", "is not JSON"),
        ('{"q":{"query":"\\ud800"}}', "half of a surrogate pair"),
        ('{"q":{"query":"a","limit":%s}}' % ("9" * 5000), "queries: "),
        ('{"q":{"query":"%s"}}' % ("a" * 100_000), "5000 characters are taken"),
        ('{"q":{"query":{"$ne":1}}}', "a text belongs here, not an object"),
        ("{}\x00", "is not JSON"),
    ],
)
def test_wrong_queries(client: httpx.Client, queries: str, said: str) -> None:
    assert said in problem(post(client, queries))


def test_too_large_a_body(client: httpx.Client) -> None:
    problem(post(client, "a" * 2_000_000), 413)
    huge = client.post(
        "/reconcile/match", content=b"{" * 2_000_000, headers={"Content-Type": "application/json"}
    )
    problem(huge, 413)


def test_other_bodies_and_methods(client: httpx.Client) -> None:
    told = problem(client.post("/reconcile", json={"queries": []}), 415)
    assert "/reconcile/match" in told
    problem(client.post("/reconcile/match", content="{}", headers=FORM), 415)
    problem(client.get("/reconcile/match"), 405)
    problem(client.put("/reconcile", content="a"), 405)
    json_type = {"Content-Type": "application/json"}
    assert "UTF-8" in problem(client.post("/reconcile/match", content=b"\xff", headers=json_type))
    assert "UTF-8" in problem(client.post("/reconcile", content=b"queries=%ff", headers=FORM))


def test_nothing_asked_or_too_much(client: httpx.Client) -> None:
    assert "There is nothing to answer" in problem(
        client.post("/reconcile", content="a=b", headers=FORM)
    )
    assert "There is nothing to answer" in problem(client.get("/reconcile?query=EDF"))
    assert "at a time" in problem(client.get("/reconcile?queries={}&extend={}"))
    assert "at a time" in problem(client.get("/reconcile?queries={}&queries={}"))
    assert client.get("/reconcile?queries={}").json() == {}


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/suggest/entity", 400, "prefix: what was typed"),
        ("/suggest/entity?prefix=a&cursor=-1", 400, "cursor: a whole number from 0 on"),
        ("/suggest/entity?prefix=a&cursor=x", 400, "cursor: a whole number"),
        ("/suggest/entity?prefix=a&type=Nothing", 400, "there is no type 'Nothing'"),
        ("/suggest/type?prefix=%ff", 400, "UTF-8"),
        ("/extend/propose?type=Nothing", 400, "there is no type"),
        ("/extend/propose?type=&limit=0", 400, "limit: a whole number from 1 on"),
        ("/flyout/entity?id=state/nowhere", 404, "state/nowhere"),
        ("/flyout/type?id=Nothing", 400, "there is no type"),
        ("/preview", 400, "id: the id"),
        ("/preview?id=" + "a" * 3000, 400, "2000 characters"),
        ("/preview?id=http://a.example/%20%3C%3E", 404, "entity"),
        ("/view?id=https://evil.example/", 404, "evil"),
        ("/wikidata/preview?id=company/orano", 404, "company/orano"),
    ],
)
def test_wrong_choices(client: httpx.Client, address: str, status: int, said: str) -> None:
    assert said in problem(client.get(f"/reconcile{address}"), status)


NAMES = [
    "\u202e\u0000",
    "😀" * 50,
    "ﷺ",
    "a\u0301" * 100,
    "'; DROP TABLE names",
    '" OR *',
    "%",
    "null",
    "*",
]


def test_strange_names_find_nothing_and_harm_nothing(client: httpx.Client) -> None:
    batch = {name: {"query": name} for name in NAMES}
    answer = post(client, json.dumps(batch))
    assert answer.status_code == 200
    assert list(answer.json()) == NAMES
    assert not any(one["match"] for of in answer.json().values() for one in of["result"])


def test_a_large_batch_keeps_nobody_waiting(client: httpx.Client) -> None:
    words = {
        f"q{at}": {"query": f"Kazkhstn agreemnt {at} nucler", "limit": 100} for at in range(300)
    }
    began = time.monotonic()
    assert post(client, json.dumps(words)).status_code in (200, 503)
    assert time.monotonic() - began < 20


def test_values_that_are_no_iris_are_compared_as_texts(client: httpx.Client) -> None:
    for value in ({"id": "http://a b"}, {"id": ""}, "http://a b", {"id": "://"}):
        for name in ({"query": "EDF"}, {}):
            conditions = [
                {"pid": pid, "v": value} for pid in ("basedInState", "wikidata", "iri", "type")
            ]
            answer = post(client, json.dumps({"q": {**name, "properties": conditions}}))
            assert answer.status_code == 200, answer.text
