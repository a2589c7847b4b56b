"""REST: search and suggest over the real data."""

import csv
import io
from urllib.parse import quote

import httpx
import pytest
from rest_calls import got

pytestmark = pytest.mark.server


def test_search_finds_a_name_in_another_script(client: httpx.Client) -> None:
    body = got(client, "/v1/search?q=Казахстан")
    first = body["items"][0]
    assert (first["kind"], first["id"], first["why"]) == ("entity", "state/kaz", "exact")
    assert first["highlights"] == [{"start": 0, "end": 9}]
    assert body["release"] == client.get("/").headers["kzgraph-release"]


def test_search_finds_claims_behind_the_names(client: httpx.Client) -> None:
    body = got(client, "/v1/search?q=uranium&modality=all")
    kinds = [item["kind"] for item in body["items"]]
    assert kinds == ["entity", "entity", "claim", "claim", "claim"]  # the commodity, the sector
    assert (body["total"], body["total_is"], body["next"]) == (5, "exact", None)
    assert got(client, "/v1/search?q=uranium")["left_out"]["modality"] == {"Opinion": 1}
    for item in body["items"][2:]:
        assert client.get(f"/v1/claims/{item['id']}").status_code == 200


def test_search_by_language_and_limit(client: httpx.Client) -> None:
    body = got(client, "/v1/search?q=Kazakhstan&language=en&limit=2")
    assert [item["language"] for item in body["items"]] == ["en", "en"]
    following = got(client, f"/v1/search?q=Kazakhstan&language=en&limit=2&cursor={body['next']}")
    assert following["total"] == body["total"]
    assert not {item["id"] for item in body["items"]} & {item["id"] for item in following["items"]}
    assert client.get(body["links"]["next"]).json()["items"] == following["items"]


def test_search_for_nothing(client: httpx.Client) -> None:
    assert client.get("/v1/search?q=").status_code == 400
    assert client.get("/v1/search").status_code == 400
    assert client.get("/v1/suggest").status_code == 400


def test_search_as_csv(client: httpx.Client) -> None:
    answer = client.get("/v1/search.csv?q=uranium")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["kind"] for row in rows] == ["entity", "entity", "claim", "claim"]
    assert rows[2]["subject_iri"].startswith("https://w3id.org/kzgraph/id/state/")


def test_suggest_while_somebody_types(client: httpx.Client) -> None:
    body = got(client, "/v1/suggest?q=қаз&language=fr&limit=3")
    first = body["items"][0]
    assert (first["id"], first["label"], first["name"]) == ("state/kaz", "Kazakhstan", "Қазақстан")
    assert first["highlights"] == [{"start": 0, "end": 3}]
    assert len(body["items"]) == 3


@pytest.mark.parametrize("face", ["search", "suggest"])
@pytest.mark.parametrize(
    "text", ['"', "* OR (", "{en}:x", "\x00", "🙂", "مرحبا", "a" * 10_000, "NEAR(a b)", "%", "';--"]
)
def test_any_text_does_no_harm(client: httpx.Client, face: str, text: str) -> None:
    assert client.get(f"/v1/{face}?q={quote(text)}").status_code == 200


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/v1/search?q=x&limit=0", "limit"),
        ("/v1/search?q=x&limit=101", "limit"),
        ("/v1/search?q=x&language=é", "language"),
        ("/v1/search?q=x&kind=place", "kind"),
        ("/v1/search?q=x&type=Compani", "Did you mean 'Company'"),
        ("/v1/search?q=x&cursor=eA", "cursor"),
        ("/v1/search?q=x&known_on=yesterday", "known_on"),
        ("/v1/suggest?q=x&limit=11", "limit"),
        ("/v1/suggest?q=x&typ=State", "Did you mean 'type'"),
    ],
)
def test_what_is_wrong_is_told(client: httpx.Client, address: str, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert told in answer.json()["detail"]
