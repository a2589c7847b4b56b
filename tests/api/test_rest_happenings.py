"""Agreements, projects, events, visits and timelines over HTTP."""

import csv
import io

import httpx
import pytest
from rest_calls import got

from kzgraph.vocab import ID, RDF_TYPE

pytestmark = pytest.mark.server

LISTS = ("/v1/agreements", "/v1/projects", "/v1/events", "/v1/offices", "/v1/timeline")
OBJECTS = (
    "/v1/agreements/critical-minerals-roadmap-2024-2026",
    "/v1/projects/nuclear-power-plant",
    "/v1/events/talks-paris-2024",
    "/v1/visits/macron-kazakhstan-2023/dossier",
)


def refused(client: httpx.Client, address: str, status: int = 400) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    detail: str = answer.json()["detail"]
    return detail


@pytest.mark.parametrize("address", [*LISTS, *OBJECTS])
def test_every_answer_names_its_release_and_is_not_sent_twice(
    client: httpx.Client, address: str
) -> None:
    answer = client.get(address)
    body = answer.json()
    assert body["release"] == answer.headers["kzgraph-release"]
    assert body["links"]["self"].endswith(address)
    assert body["left_out"].keys() >= {"known_on", "modality", "corroboration"}
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", LISTS)
def test_every_list_comes_as_csv(client: httpx.Client, address: str) -> None:
    answer = client.get(f"{address}.csv", params={"limit": 3})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 3
    assert rows[0].keys() >= {"claims", "sources"}
    accepted = client.get(address, params={"limit": 3}, headers={"Accept": "text/csv"})
    assert accepted.text == answer.text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/v1/agreements/critical-minerals-roadmap-2024-2026", "agreement"),
        ("/v1/projects/nuclear-power-plant", "project"),
        ("/v1/events/talks-paris-2024", "event"),
        ("/v1/events/macron-kazakhstan-2023", "visit"),
    ],
)
def test_a_happening_comes_as_rdf(client: httpx.Client, address: str, name: str) -> None:
    iri = f"{ID}{name}/{address.rpartition('/')[2]}"
    answer = client.get(f"{address}.nt")
    assert answer.headers["content-type"].startswith("application/n-triples")
    assert f"<{iri}> <{RDF_TYPE}> " in answer.text
    assert f" <{iri}> .\n" in answer.text  # what points to it is told as well
    accepted = client.get(address, headers={"Accept": "application/n-triples"})
    assert accepted.text == answer.text
    assert got(client, address)["links"]["ttl"].endswith(f"{address}.ttl")


@pytest.mark.parametrize("kind", ["agreements", "projects", "events"])
def test_there_is_no_rdf_of_nothing(client: httpx.Client, kind: str) -> None:
    assert "none" in refused(client, f"/v1/{kind}/none.ttl", 404)


@pytest.mark.parametrize("address", LISTS)
def test_pages_follow_each_other(client: httpx.Client, address: str) -> None:
    whole = got(client, f"{address}?limit=100")
    found: list[object] = []
    following: str | None = f"{address}?limit=7"
    while following:
        page = got(client, following)
        assert page["total"] == whole["total"] == len(whole["items"])
        found += page["items"]
        following = page["links"].get("next")
    assert found == whole["items"]


def test_filters_have_the_names_that_are_written_down(client: httpx.Client) -> None:
    found = got(
        client,
        "/v1/agreements?type=Roadmap&signatory=state/fra&sector=sector/critical-minerals"
        "&stage=signed&q=roadmap&known_on=2024",
    )
    assert [item["id"] for item in found["items"]] == [
        "agreement/critical-minerals-roadmap-2024-2026"
    ]
    during = got(client, "/v1/agreements?during=visit/tokayev-france-2024")
    assert during["total"] == 3
    assert got(client, "/v1/projects?participant=company/edf&modality=all")["total"] == 2
    assert got(client, "/v1/events?part_of=visit/tokayev-france-2024&type=Meeting")["total"] == 2


def test_a_life_cycle_stands_beside_the_stages(client: httpx.Client) -> None:
    body = got(client, "/v1/agreements/alma-ata-declaration-1991")
    (stage,) = body["life_cycle"]["stages"]
    # The article of November 2024 gives the year alone, and is the later of the two documents.
    assert (stage["dates"], stage["lag"], stage["who"]) == (["1991"], None, [])
    assert body["stages"] == [
        {name: value for name, value in stage.items() if name not in ("dates", "lag", "who")}
    ]
    assert body["life_cycle"]["outlook"]["note"] == (
        "Signed, nothing later known. Last spoken of in a document of 2024-11; "
        "the latest document of all is of 2024-11."
    )


def test_candidates_of_a_project(client: httpx.Client) -> None:
    body = got(client, "/v1/projects/nuclear-power-plant")
    told = {
        one["organisation"]["text"]: [stage["stage"] for stage in one["life_cycle"]["stages"]]
        for one in body["candidacies"]
    }
    first = ["interested"]
    assert told == {"EDF": [*first, "shortlisted"], "CNNC": first, "KHNP": first, "Rosatom": first}


def test_offices_by_their_names(client: httpx.Client) -> None:
    page = got(client, "/v1/offices?body=state/kaz")
    assert [(one["person"]["text"], one["office"]["text"]) for one in page["items"]] == [
        ("Kassym-Jomart Tokayev", "head of state")
    ]
    assert page["items"][0]["told"] == ["2023-11-01", "2024-11"]
    assert got(client, "/v1/offices?holder=person/tokayev")["total"] == 2
    assert got(client, "/v1/offices?office=office/president-of-france&valid_on=2020")["total"] == 0


def test_a_timeline_from_and_to(client: httpx.Client) -> None:
    # The declaration came of talks at the visit, which is what dates it.
    page = got(client, "/v1/timeline?about=agreement/joint-declaration-2023")
    assert [item["date"] for item in page["items"]] == ["2023", "2023-11-01"]
    page = got(client, "/v1/timeline?from=2024&about=agreement/joint-declaration-2023")
    assert (page["items"], page["total"]) == ([], 0)
    page = got(client, "/v1/timeline?from=2023-11&to=2023-11&about=visit/macron-kazakhstan-2023")
    days = [(item["date"], item["what"]) for item in page["items"]]
    assert days[-1] == ("2023-11-01", "starts")
    assert page["items"][-1]["claims"] == ["mfa-kazakhstan-2023-11-01-004"]


def test_a_dossier_tells_what_the_filter_left_out(client: httpx.Client) -> None:
    address = "/v1/visits/tokayev-france-2024/dossier"
    body = got(client, address)
    assert body["left_out"]["modality"]["Announced"] == 2
    assert got(client, f"{address}?modality=all")["left_out"]["modality"] == {}
    assert [part["id"] for part in body["met"]] == [
        "event/tokayev-remont-2024",
        "event/talks-paris-2024",
    ]


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/v1/agreements?stage=sealed", 400, "stage"),
        ("/v1/agreements?type=Pact", 400, "Pact"),
        ("/v1/agreements?signatory=France", 400, "state/kaz"),
        ("/v1/agreements?sectr=sector/energy", 400, "sector"),
        ("/v1/agreements?limit=101", 400, "limit"),
        ("/v1/agreements?cursor=x", 400, "cursor"),
        ("/v1/projects?stage=signed", 400, "stage"),
        ("/v1/offices?holder=Macron", 400, "state/kaz"),
        ("/v1/offices?person=person/macron", 400, "person"),
        ("/v1/events?during=visit/tokayev-france-2024", 400, "during"),
        ("/v1/timeline?from=2023-13", 400, "from"),
        ("/v1/timeline?since=2023", 400, "since"),
        ("/v1/timeline?about=Kazakhstan", 400, "state/kaz"),
        ("/v1/agreements/nothing", 404, "agreement"),
        ("/v1/projects/%F0%9F%98%80", 404, "project"),
        ("/v1/events/nothing", 404, "event"),
        ("/v1/visits/talks-paris-2024/dossier", 404, "visit"),
        ("/v1/visits/macron-kazakhstan-2023/dossier.csv", 406, "json"),
    ],
)
def test_what_is_wrong_is_refused(
    client: httpx.Client, address: str, status: int, says: str
) -> None:
    assert says in refused(client, address, status)


def test_a_cursor_belongs_to_its_filters(client: httpx.Client) -> None:
    cursor = got(client, "/v1/agreements?limit=2")["next"]
    refused(client, f"/v1/agreements?limit=2&stage=signed&cursor={cursor}")
    refused(client, f"/v1/events?limit=2&cursor={cursor}")
    assert len(got(client, f"/v1/agreements?limit=2&cursor={cursor}")["items"]) == 2


@pytest.mark.parametrize("address", [*LISTS, *OBJECTS])
def test_answers_keep_to_the_document(client: httpx.Client, address: str) -> None:
    document = client.get("/v1/openapi.json").json()
    path = _template(address) if address in OBJECTS else address
    answer = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    named = [part["$ref"].rpartition("/")[2] for part in answer["schema"]["allOf"]]
    schemas = (document["components"]["schemas"][name]["properties"] for name in named)
    assert client.get(address).json().keys() == {member for schema in schemas for member in schema}


def _template(address: str) -> str:
    parts = address.split("/")
    parts[3] = "{slug}"
    return "/".join(parts)
