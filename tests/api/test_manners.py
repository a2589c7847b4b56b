"""The manners that all calls of REST share: methods, parameters, pages, links, forms."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def calls(client: httpx.Client) -> dict[str, Any]:
    """The recorded example of each operation of REST, by its address."""
    found = {}
    for path, operations in client.get("/v1/openapi.json").json()["paths"].items():
        media = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        examples = media.get("application/json", {}).get("examples", {}).values()
        if path.startswith(("/v1", "/problem")):
            found |= {example["summary"].removeprefix("GET "): example for example in examples}
    return found


def test_head_and_options_on_every_call(client: httpx.Client, calls: dict[str, Any]) -> None:
    assert len(calls) > 30
    for address in calls:
        got = client.get(address)
        head = client.head(address)
        assert (head.status_code, head.content) == (got.status_code, b"")
        for name in ("content-type", "content-length", "etag", "link"):
            assert head.headers.get(name) == got.headers.get(name)
        options = client.options(address)
        assert options.status_code == 204
        assert options.headers["allow"] == "GET, HEAD, OPTIONS"


def problem(client: httpx.Client, address: str) -> tuple[str, str]:
    answer = client.get(address)
    assert answer.status_code == 400, answer.text
    return answer.json()["type"].rpartition("/")[2], answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("limt=3", "limt: there is no such parameter here. Did you mean 'limit'?"),
        ("Limit=3", "Limit: there is no such parameter here. Did you mean 'limit'?"),
        ("xyz=3", "Known are: subject, predicate, object, valid_on, known_on,"),
        ("subject=", "subject: the value is empty"),
        ("limit=1&limit=1", "limit: this parameter takes one value; here are several."),
        ("subject=state/kaz&subject=state/fra", "subject: this parameter takes one value"),
        ("modality=asserted&modality=no", "modality: "),
        ("modality=", "modality: the value is empty"),
        ("limit=0", "limit: "),
        ("limit=101", "limit: "),
        ("limit=x&valid_on=x", "; limit: "),
        ("valid_on=2024-1-1", "valid_on: "),
    ],
)
def test_a_wrong_parameter_is_named(client: httpx.Client, query: str, said: str) -> None:
    kind, detail = problem(client, f"/v1/facts?{query}")
    assert kind == "bad-parameter"
    assert said in detail or detail.startswith(said)


def test_those_at_fault_are_listed(client: httpx.Client) -> None:
    answer = client.get("/v1/facts?limit=0&modality=x&modality=y")
    assert sorted(answer.json()["parameters"]) == ["limit", "modality"]


def test_a_list_may_stand_there_several_times(client: httpx.Client) -> None:
    one = client.get("/v1/claims?modality=planned").json()["total"]
    both = client.get("/v1/claims?modality=planned&modality=proposed").json()["total"]
    assert 0 < one < both


def test_an_address_that_takes_no_parameter_says_so(client: httpx.Client) -> None:
    assert problem(client, "/problem?q=1")[1].endswith("This address takes none.")


@pytest.mark.parametrize("cursor", ["x", "====", "aHR0cDovL2V4YW1wbGUub3Jn", "é", "%00"])
def test_a_cursor_that_is_none(client: httpx.Client, cursor: str) -> None:
    kind, detail = problem(client, f"/v1/facts?cursor={cursor}")
    assert kind == "bad-request"
    assert "cursor" in detail


def test_a_cursor_of_another_list(client: httpx.Client) -> None:
    cursor = client.get("/v1/claims?limit=1").json()["next"]
    for address in ("/v1/facts?", "/v1/claims?source=eonergie-2024-11&"):
        assert "cursor" in problem(client, f"{address}limit=1&cursor={cursor}")[1]


@pytest.mark.parametrize("suffix", ["", ".csv"])
def test_next_leads_through_the_whole_list(client: httpx.Client, suffix: str) -> None:
    total = client.get("/v1/facts?limit=1").json()["total"]
    address: str | None = f"/v1/facts{suffix}?limit=100"
    found = 0
    while address:
        answer = client.get(address)
        found += len(answer.text.splitlines()) - 1 if suffix else len(answer.json()["items"])
        address = answer.links.get("next", {}).get("url")
        assert address is None or f"/v1/facts{suffix}?" in address
    assert found == total


def test_every_link_leads_to_its_form(client: httpx.Client, calls: dict[str, Any]) -> None:
    for address in calls:
        answer = client.get(address)
        if answer.status_code != httpx.codes.OK:
            continue  # an example over other data
        for name, link in answer.json()["links"].items():
            assert client.get(link).status_code == 200, (name, link)


def test_the_index_has_a_template_for_every_call(client: httpx.Client) -> None:
    answer = client.get("/v1")
    templates = {call["name"]: call["template"] for call in answer.json()["calls"]}
    base = str(client.base_url).rstrip("/")
    assert templates["get_entity"].startswith(f"{base}/v1/entities/{{kind}}/{{slug}}{{?valid_on,")
    assert templates["list_facts"].endswith("min_corroboration,modality*,limit,cursor}")
    assert answer.links["service-desc"]["url"] == f"{base}/v1/openapi.json"
    assert client.get("/").links["service-desc"]["url"] == f"{base}/v1/openapi.json"
    paths = client.get("/v1/openapi.json").json()["paths"]
    assert len(templates) == len([path for path in paths if path.startswith("/v1/")])
