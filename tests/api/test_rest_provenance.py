"""REST: claims, sources, conflicts, trade, counts and the validation report, over HTTP."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from rest_calls import got

from kzgraph.model import Part
from kzgraph.rdf import NamedNode, RdfFormat, parse_file
from kzgraph.read.claims import ClaimFilter, get_claim, list_claims
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of
from kzgraph.release import Home
from kzgraph.vocab import SH

pytestmark = pytest.mark.server

CLAIM = "mfa-kazakhstan-2023-11-01-034"
LISTS = [
    *("/v1/claims", "/v1/sources", "/v1/conflicts", "/v1/links", "/v1/trade", "/v1/validation"),
]
ONES = [f"/v1/claims/{CLAIM}", "/v1/sources/eonergie-2024-11"]


@pytest.fixture(scope="module")
def disputed(shared_service: Callable[..., str], disputed_home: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=shared_service(home=disputed_home), timeout=30) as client:
        yield client


@pytest.mark.parametrize("address", [*LISTS, *ONES, "/v1/stats"])
def test_every_answer_names_its_release_and_its_other_forms(
    client: httpx.Client, address: str
) -> None:
    answer = client.get(address)
    body = answer.json()
    assert body["release"] == answer.headers["kzgraph-release"]
    for name, link in body["links"].items():
        linked = client.get(link)
        assert linked.status_code == 200, (name, linked.text)
        assert linked.headers["etag"]
    known = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize("address", LISTS)
def test_lists_are_pages_and_tables(client: httpx.Client, address: str) -> None:
    body = got(client, address, limit="2")
    assert len(body["items"]) <= 2
    assert body["total"] >= len(body["items"])
    if body["next"]:
        following = client.get(client.get(address, params={"limit": 2}).links["next"]["url"])
        assert following.status_code == 200
        assert following.json()["items"] != body["items"]
    table = client.get(address, headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) == len(got(client, address)["items"])
    assert client.get(f"{address}.csv").content == table.content
    assert client.get(address, params={"limit": 201}).status_code == 400
    assert "cursor" in client.get(address, params={"cursor": "x"}).json()["detail"]


def test_a_claim_is_that_of_the_library(client: httpx.Client, release_graph: Graph) -> None:
    body = got(client, f"/v1/claims/{CLAIM}")
    claim = get_claim(release_graph, CLAIM)
    assert (body["id"], body["modality"]) == (claim.id, claim.modality)
    assert body["evidence"][0]["span"] == {"start": 957, "end": 1013}
    assert body["qualifiers"]["comparedWith"][0]["iri"].endswith("/trade-kaz-fra-2021")


def test_a_claim_in_turtle(client: httpx.Client, tmp_path: Path) -> None:
    answer = client.get(f"/v1/claims/{CLAIM}", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert client.get(f"/v1/claims/{CLAIM}.ttl").content == answer.content
    (tmp_path / "claim.ttl").write_bytes(answer.content)
    claim = NamedNode(f"https://w3id.org/kzgraph/id/claim/{CLAIM}")
    said = [quad for quad in parse_file(tmp_path / "claim.ttl") if quad.subject == claim]
    assert len(said) > 10


@pytest.mark.parametrize(
    "wanted",
    [
        {"source": "eonergie-2024-11", "property": "interestedIn"},
        {"speaker": "person/macron"},
        {"subject": "relation/fra-kaz", "object": "sector/green-energy"},
        {"about": "company/edf", "rank": "all", "evidence_level": "passage"},
    ],
)
def test_filters_of_claims(
    client: httpx.Client, release_graph: Graph, wanted: dict[str, str]
) -> None:
    for modality in ("asserted", "all"):
        body = got(client, "/v1/claims", modality=modality, limit="100", **wanted)
        view = view_of(modality=[modality])
        page = list_claims(release_graph, ClaimFilter(**wanted), view, Part(100))
        assert [item["id"] for item in body["items"]] == [claim.id for claim in page.items]
        assert body["total"] == page.total > 0


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/v1/claims?rank=best", "rank: "),
        ("/v1/claims?evidence_level=none", "evidence_level: "),
        ("/v1/claims?source=", "source: "),
        ("/v1/claims?about=Kazakhstan", "as in state/kaz"),
        ("/v1/claims?speeker=person/macron", "'speaker'"),
        ("/v1/sources?kind=novel", "kind: "),
        ("/v1/sources?language=é", "language: "),
        ("/v1/sources?modality=all", "no such parameter"),
        ("/v1/conflicts?status=settled", "status: "),
        ("/v1/links?verdict=maybe", "verdict: "),
        ("/v1/trade?flow=both", "flow: "),
        ("/v1/trade?measure=weight", "measure: "),
        ("/v1/trade?product=uranium", "as in state/kaz"),
        ("/v1/stats?known_on=2023-02-30", "known_on: "),
        ("/v1/validation?severity=fatal", "severity: "),
    ],
)
def test_what_cannot_be_asked(client: httpx.Client, address: str, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert told in answer.json()["detail"]


@pytest.mark.parametrize(
    "address",
    ["/v1/claims/none", "/v1/claims/Ä b.ttl", "/v1/sources/none.ttl", "/v1/conflicts/none"],
)
def test_what_is_not_there(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("/problem/not-found")


def test_sources(client: httpx.Client) -> None:
    items = got(client, "/v1/sources")["items"]
    assert [item["id"] for item in items] == ["eonergie-2024-11", "mfa-kazakhstan-2023-11-01"]
    for item in items:
        body = got(client, f"/v1/sources/{item['id']}")
        assert body["source"] == item
        assert all(s["claims"] or s["no_claim"] for s in body["sentences"])


def test_trade_as_csv(client: httpx.Client) -> None:
    """Trade of 2022 came to 4 billion dollars, over the decade to between 2.5 and 6.5 a year."""
    answer = client.get("/v1/trade.csv?measure=tradeValue&reporter=state/kaz&partner=state/fra")
    rows = {row["starts"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    assert (rows["2022"]["amount_value"], rows["2022"]["amount_currency"]) == ("4000000000", "USD")
    decade = rows["2013"]
    assert (decade["amount_least"], decade["amount_most"]) == ("2500000000", "6500000000")
    assert decade["speakers"] == "Ministry of Foreign Affairs of Kazakhstan"


def test_counts(client: httpx.Client, built_home: Path) -> None:
    body = got(client, "/v1/stats")
    assert body["claims"] == Home(built_home).current().manifest.counts["claims"]
    assert body["published_at"].startswith("20")
    assert got(client, "/v1/stats", known_on="2023")["documents"] == 1


def test_the_report_as_shacl(client: httpx.Client, built_home: Path, tmp_path: Path) -> None:
    body = got(client, "/v1/validation")
    assert body["conforms"]
    assert body["by_severity"] == {"Warning": body["total"]}
    answer = client.get("/v1/validation", headers={"Accept": RdfFormat.TURTLE.media_type})
    (tmp_path / "report.ttl").write_bytes(answer.content)
    found = set(parse_file(tmp_path / "report.ttl"))
    assert found == set(parse_file(Home(built_home).current().report_path))
    assert sum(quad.predicate.value == SH + "result" for quad in found) == body["total"]


def test_a_plain_dataset_answers_with_nothing(
    start_service: Callable[..., str], tmp_path: Path
) -> None:
    address = start_service(home=tmp_path, derive="off")
    for name in ("claims", "sources", "conflicts", "trade"):
        assert httpx.get(f"{address}/v1/{name}").json()["total"] == 0
    assert httpx.get(f"{address}/v1/stats").json()["claims"] == 0
    assert httpx.get(f"{address}/v1/validation").status_code == 404
    assert httpx.get(f"{address}/v1/validation.ttl").status_code == 404


def test_conflicts_side_by_side(disputed: httpx.Client) -> None:
    body = got(disputed, "/v1/conflicts", status="open")
    (conflict,) = body["items"]
    assert [value["value"]["text"] for value in conflict["values"]] == [
        "official visit",
        "state visit",
    ]
    assert [value["witnesses"][0]["published"] for value in conflict["values"]] == [
        "2024-11",
        "2025-02-03",
    ]
    alone = got(disputed, f"/v1/conflicts/{conflict['id']}")
    assert {name: alone[name] for name in conflict} == conflict
    assert disputed.get(f"/v1/conflicts/{conflict['id']}?known_on=2024").status_code == 404
    turtle = disputed.get(f"/v1/conflicts/{conflict['id']}.ttl").text
    assert "conflictingClaim" in turtle
    assert got(disputed, "/v1/claims/gazette-001")["conflicts"] == [conflict["id"]]


def test_settled_conflicts(disputed: httpx.Client) -> None:
    items = got(disputed, "/v1/conflicts", status="resolved", property="tradeValue")["items"]
    (conflict,) = items
    assert conflict["why"] == "Settled by rank. gazette-002 is preferred: The final count."
    rows = disputed.get("/v1/conflicts.csv?property=tradeValue").text
    assert [row["prevails"] for row in csv.DictReader(io.StringIO(rows))] == ["True", "False"]
