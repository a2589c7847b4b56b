"""On which documents an answer rests: a member in JSON, a link in every form, SPARQL included."""

from urllib.parse import urljoin

import httpx
import pytest

pytestmark = pytest.mark.server

BOTH = "Rests on 2 documents (1 primary) of 2 publishers, published 2023-11-01 to 2024-11."
MINISTRY = "Rests on 1 document (1 primary) of 1 publisher, published 2023-11-01."
COUNTING = [
    *("/v1/facts", "/v1/claims", "/v1/conflicts", "/v1/sources", "/v1/entities", "/v1/agreements"),
    *(
        "/v1/projects",
        "/v1/events",
        "/v1/timeline",
        "/v1/trade",
        "/v1/search?q=uranium",
        "/v1/stats",
    ),
    *("/v1/entities/company/edf/relations", "/v1/entities/company/edf/claims"),
    *("/v1/entities/company/edf/timeline", "/v1/entities/company/edf/network"),
    *("/v1/paths?from=company/edf&to=state/kaz&max_length=1", "/v1/changes?since=current"),
    *("/v1/compare?a=company/edf&b=company/orano", "/v1/visits/macron-kazakhstan-2023/dossier"),
]
ASK = {"query": "ASK { project:nuclear-power-plant kz:location state:kaz }"}


@pytest.mark.parametrize("address", COUNTING)
def test_what_counts_says_on_what_it_rests(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.json()["coverage"]["note"] == BOTH
    assert answer.json()["links"]["describedby"] == str(client.base_url.join("/v1/sources"))
    then = client.get(address, params={**httpx.URL(address).params, "known_on": "2023-12"})
    assert then.json()["coverage"]["note"] == MINISTRY


@pytest.mark.parametrize("address", ["/v1/claims/eonergie-2024-11-062", "/v1/suggest?q=каз"])
def test_what_is_one_thing_does_not(client: httpx.Client, address: str) -> None:
    answer = client.get(address).json()
    assert "coverage" not in answer
    assert "describedby" not in answer["links"]


@pytest.mark.parametrize("address", ["/v1/links", "/v1/releases", "/v1/validation"])
def test_nor_do_lists_of_what_no_document_says(client: httpx.Client, address: str) -> None:
    answer = client.get(address).json()
    assert answer["coverage"] is None
    assert "describedby" not in answer["links"]


def test_the_link_of_a_table_leads_to_the_documents(client: httpx.Client) -> None:
    table = client.get("/v1/trade.csv?partner=state/jpn&known_on=2023-12")
    assert table.text == "\r\n"
    described = client.get(table.links["describedby"]["url"])
    assert [item["id"] for item in described.json()["items"]] == ["mfa-kazakhstan-2023-11-01"]
    assert described.json()["coverage"]["note"] == MINISTRY


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparql_has_the_link_too(client: httpx.Client, path: str, method: str) -> None:
    given = {"params": ASK} if method == "GET" else {"data": ASK}
    for _ in range(2):  # the second answer is one that is kept
        answer = client.request(method, path, **given)  # type: ignore[arg-type]
        assert answer.json()["boolean"] is False
        link = urljoin(str(answer.request.url), answer.links["describedby"]["url"])
        assert link == str(client.base_url.join("/v1/sources"))
