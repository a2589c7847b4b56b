"""Paths and comparisons over HTTP."""

import csv
import io

import httpx
import pytest

pytestmark = pytest.mark.server

EDF = {"from": "company/edf", "to": "state/kaz"}
PLANT = "project/nuclear-power-plant"


def test_paths(client: httpx.Client) -> None:
    answer = client.get("/v1/paths", params=EDF | {"max_length": 3, "limit": 50})
    found = answer.json()
    assert (found["total"], found["complete"], found["next"]) == (12, True, None)
    assert [found[end]["text"] for end in ("start", "end")] == ["EDF", "Kazakhstan"]
    lengths = [path["length"] for path in found["items"]]
    assert lengths == [2] + [3] * 11
    claims = {
        claim
        for path in found["items"]
        for hop in path["hops"]
        for told in hop["statements"]
        for claim in told["statement"]["claims"]
    }
    assert {"eonergie-2024-11-062", "eonergie-2024-11-056", "eonergie-2024-11-057"} <= claims
    assert all(client.get(f"/v1/claims/{claim}").is_success for claim in sorted(claims)[:3])
    assert found["release"] == answer.headers["KZGraph-Release"]


def test_paths_as_csv(client: httpx.Client) -> None:
    text = client.get("/v1/paths.csv", params=EDF | {"max_length": 2, "modality": "all"}).text
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    planned = [row for row in rows if "first nuclear power plant" in row["text"]]
    assert len(rows) == 3
    assert planned[0]["length"] == "2"
    assert "eonergie-2024-11-058" in planned[0]["claims"].split(" | ")


def test_both_clocks(client: httpx.Client) -> None:
    before = client.get("/v1/paths", params=EDF | {"known_on": "2023-12"}).json()
    assert before["items"] == []
    assert before["left_out"]["known_on"] > 0
    then = client.get("/v1/paths", params=EDF | {"valid_on": "2024-11", "max_length": 2}).json()
    assert [path["length"] for path in then["items"]] == [2]


def test_comparison(client: httpx.Client) -> None:
    pair = {"a": "person/tokayev", "b": "person/macron"}
    found = client.get("/v1/compare", params=pair).json()
    assert [item["thing"]["text"] for item in found["agreements"]] == [
        "joint declaration of Macron and Tokayev, 2023",
        "joint declaration of Macron and Tokayev, 2024",
    ]
    assert found["totals"] == {"direct": 0, "agreements": 2, "events": 4, "shared": 9}
    assert found["left_out"]["modality"]["Intended"] > 0
    back = client.get("/v1/compare", params={"a": pair["b"], "b": pair["a"]}).json()
    assert (back["only_a"], back["only_b"]) == (found["only_b"], found["only_a"])


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/v1/paths?from=company/edf", 400, "to: Field required"),
        ("/v1/paths?from=company/edf&to=company/edf", 400, "both are the same"),
        ("/v1/paths?from=company/edf&to=company/nobody", 404, "company/nobody"),
        ("/v1/paths?from=EDF&to=state/kaz", 400, "state/kaz"),
        ("/v1/paths?from=company/edf&to=state/kaz&max_length=7", 400, "max_length"),
        ("/v1/paths?from=company/edf&to=state/kaz&limit=1000000", 400, "limit"),
        ("/v1/paths?start=company/edf&to=state/kaz", 400, "start"),
        ("/v1/paths?from=http://a%20b/%3C%3E&to=state/kaz", 404, "a b"),
        ("/v1/paths?from=%D1%82%D0%B5%D1%81%D1%82&to=state/kaz", 400, "тест"),
        ("/v1/compare?a=state/kaz&b=state/kaz", 400, "both are the same"),
        ("/v1/compare?a=state/kaz", 400, "b: Field required"),
        ("/v1/compare?a=state/kaz&b=state/xyz", 404, "state/xyz"),
        ("/v1/compare?a=state/kaz&b=state/fra&limit=3", 400, "limit"),
    ],
)
def test_what_cannot_be_answered(
    client: httpx.Client, address: str, status: int, detail: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert detail in answer.json()["detail"]
