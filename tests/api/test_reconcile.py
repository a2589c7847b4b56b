"""The reconciliation service over HTTP, asked as OpenRefine asks, and held to both versions' schemas."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from jsonschema import Draft202012Validator

from kzgraph.release import Home
from kzgraph.release.plain import init

pytestmark = pytest.mark.server

FOLDER = Path(__file__).resolve().parents[1] / "clients" / "reconciliation"
SCHEMAS = {
    version: json.loads((FOLDER / f"{version}.json").read_text("utf-8"))
    for version in ("0.2", "1.0-draft")
}
FORM = "application/x-www-form-urlencoded"


def valid(kind: str, value: object, version: str = "0.2") -> Any:
    schema = {**SCHEMAS[version], "$ref": f"#/$defs/{kind}"}
    Draft202012Validator(schema).validate(value)
    return value


def ok(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.json()


def refine(client: httpx.Client, name: str, value: object, path: str = "/reconcile") -> Any:
    """Post as OpenRefine's Java does: one field, and no Accept that matters."""
    body = f"{name}={quote(json.dumps(value, ensure_ascii=False), safe='')}"
    headers = {"Content-Type": f"{FORM}; charset=UTF-8", "Accept": "*/*"}
    return ok(client.post(path, content=body, headers=headers))


def test_the_manifest_names_addresses_of_this_service_alone(client: httpx.Client) -> None:
    base = str(client.base_url)
    for path in ("/reconcile", "/reconcile/", "/reconcile/wikidata", "/reconcile/wikidata/"):
        # OpenRefine asks with and without a callback, which is not heeded.
        told = valid("manifest", ok(client.get(path, params={"callback": "jsonp1"})))
        own = {key: told[key] for key in told if key not in ("identifierSpace", "schemaSpace")}
        addresses = [word for word in json.dumps(own).split('"') if "://" in word]
        assert addresses
        assert all(address.startswith(base) for address in addresses)
    assert told["identifierSpace"] == "http://www.wikidata.org/entity/"
    draft = valid("manifest", ok(client.get("/reconcile/draft")), "1.0-draft")
    assert draft["view"]["url"] == f"{base}/id/{{+id}}"


def test_the_manifest_behind_a_proxy(public_client: httpx.Client) -> None:
    told = ok(public_client.get("/reconcile"))
    assert told["view"]["url"] == "https://kz.example/base/id/{{id}}"
    assert told["suggest"]["type"]["service_url"] == "https://kz.example/base/reconcile"


def test_what_the_manifest_names_is_there(client: httpx.Client) -> None:
    told = ok(client.get("/reconcile"))
    made = {"{{id}}": "company%2Fedf", "${id}": "company%2Fedf"}
    for template in (told["view"]["url"], told["preview"]["url"]):
        address = template.replace("{{id}}", made["{{id}}"])
        assert client.get(address, follow_redirects=True).status_code == 200
    ids = {"entity": "company%2Fedf", "type": "Company", "property": "basedInState"}
    for kind, service in told["suggest"].items():
        found = ok(
            client.get(service["service_url"] + service["service_path"], params={"prefix": "e"})
        )
        plural = {"entity": "entities", "type": "types", "property": "properties"}[kind]
        assert valid(f"suggested_{plural}", found)["result"]
        valid(f"suggested_{plural}", found, "1.0-draft")
        path = service["flyout_service_path"].replace("${id}", ids[kind])
        shown = valid("flyout", ok(client.get(service["flyout_service_url"] + path)))
        assert shown["html"].startswith("<p>")
    propose = told["extend"]["propose_properties"]
    address = f"{propose['service_url']}{propose['service_path']}?type=&callback=?"
    assert valid("proposed", ok(client.get(address)))["properties"]


def test_openrefine_guesses_a_type_and_reconciles(client: httpx.Client) -> None:
    sample = {"q0": {"query": "Казахстан", "limit": 3}, "q1": {"query": "Франция", "limit": 3}}
    valid("queries", sample)
    guessed = valid("results", refine(client, "queries", sample))
    assert [guessed[key]["result"][0]["type"][0]["id"] for key in sample] == ["State", "State"]
    batch = {
        "q0": {"query": "EDF", "type": "Company", "type_strict": "should"},
        "q1": {
            "query": "Rosatom",
            "type": "Company",
            "type_strict": "should",
            "properties": [{"pid": "basedInState", "v": {"id": "state/rus", "name": "Russia"}}],
        },
        "q2": {"query": "nobody knows them"},
    }
    valid("queries", batch)
    found = valid("results", refine(client, "queries", batch))
    assert list(found) == ["q0", "q1", "q2"]
    best = [[(one["id"], one["match"]) for one in of["result"][:1]] for of in found.values()]
    assert best == [[("company/edf", True)], [("company/rosatom", True)], []]
    asked = client.get("/reconcile", params={"queries": json.dumps(batch)})
    assert ok(asked) == found


def test_columns_from_reconciled_values(client: httpx.Client) -> None:
    asked = {
        "ids": ["state/kaz", "company/edf", "company/nobody"],
        "properties": [{"id": "wikidata"}, {"id": "name:fr", "settings": {"limit": "1"}}],
    }
    found = valid("extended", refine(client, "extend", valid("extend", asked)))
    assert list(found["rows"]) == asked["ids"]
    assert found["rows"]["state/kaz"]["wikidata"] == [{"id": "Q232", "name": "Kazakhstan"}]
    assert found["rows"]["company/nobody"] == {"wikidata": [], "name:fr": []}
    service = found["meta"][0]["service"]
    # The ids of the column are ids of the service that it names.
    assert ok(client.get(service))["identifierSpace"] == "http://www.wikidata.org/entity/"
    again = {"ids": ["Q232"], "properties": [{"id": "name:ru"}]}
    rows = refine(client, "extend", again, service)["rows"]
    assert rows == {"Q232": {"name:ru": [{"str": "Казахстан"}]}}


def test_the_draft(client: httpx.Client) -> None:
    edf = {"matchType": "name", "propertyValue": "EDF"}
    batch = {
        "queries": [{"conditions": [edf], "lang": "fr"}, {"type": "State", "conditions": [edf]}]
    }
    valid("queries", batch, "1.0-draft")
    for path in ("/reconcile/match", "/reconcile/draft/match"):
        first, second = valid("results", ok(client.post(path, json=batch)), "1.0-draft")["results"]
        assert (first["candidates"][0]["id"], first["candidates"][0]["match"]) == (
            "company/edf",
            True,
        )
        assert not any(one["match"] for one in second["candidates"])
    asked = {"ids": ["state/kaz"], "properties": [{"id": "name"}]}
    found = valid("extended", ok(client.post("/reconcile/extend", json=asked)), "1.0-draft")
    cells = [{"id": "name", "values": [{"str": "Kazakhstan"}]}]
    assert found["rows"] == [{"id": "state/kaz", "properties": cells}]


def test_suggestions_are_paged_as_either_version_has_it(client: httpx.Client) -> None:
    def ids(kind: str, **given: object) -> list[str]:
        params = {"prefix": "e", **{name: str(value) for name, value in given.items()}}
        found = ok(client.get(f"/reconcile/draft/suggest/{kind}", params=params))
        return [one["id"] for one in found["result"]]

    for kind in ("entity", "type", "property"):
        first = ids(kind, limit=4)
        assert len(first) == 4
        assert ids(kind, limit=2) + ids(kind, limit=2, offset=2) == first
        assert ids(kind, limit=2, cursor=2) == first[2:]
    assert len(ids("entity")) == 10 < len(ids("entity", limit=1000)) <= 100


def test_a_retired_id_leads_to_its_successor(
    shared_service: Callable[..., str], retired_home: Path
) -> None:
    old = "company/electricite-de-france"
    with httpx.Client(base_url=shared_service(home=retired_home)) as client:
        path = client.get("/reconcile/view", params={"id": old}).headers["location"]
        assert path == f"{client.base_url}/id/company/edf"
        page = client.get("/reconcile/preview", params={"id": old})
        assert (page.status_code, "company/edf" in page.text) == (200, True)
        asked = {"ids": [old], "properties": [{"id": "wikidata"}, {"id": "iri"}]}
        (row,) = valid("extended", refine(client, "extend", asked))["rows"].items()
        iri = [{"str": "https://w3id.org/kzgraph/id/company/edf"}]
        assert row == (old, {"wikidata": [{"id": "Q274591", "name": "EDF"}], "iri": iri})
        found = refine(client, "queries", {"q": {"query": old}})["q"]["result"][0]
        assert (found["id"], found["match"]) == ("company/edf", True)


def test_names_are_told_in_the_language_of_the_client(client: httpx.Client) -> None:
    for header, name in (
        ("fr;q=0.5, ru", "Казахстан"),
        ("kk-KZ", "Kazakhstan"),
        ("*", "Kazakhstan"),
    ):
        answer = client.get(
            "/reconcile/suggest/entity?prefix=каз", headers={"Accept-Language": header}
        )
        assert ok(answer)["result"][0]["name"] == name
        assert answer.headers["vary"] == "Accept, Accept-Language"


def test_a_preview_may_stand_in_a_frame_and_runs_nothing(client: httpx.Client) -> None:
    answer = client.get("/reconcile/preview?id=company%2Fedf")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors *" in policy
    assert "x-frame-options" not in answer.headers
    assert "<script" not in answer.text
    other = client.get("/reconcile")
    assert other.headers["x-frame-options"] == "DENY"


def test_what_is_kept_is_not_sent_again(client: httpx.Client) -> None:
    for path in ("", "/suggest/type?prefix=", "/preview?id=state/kaz", "/view?id=Q232"):
        tag = client.get(f"/reconcile{path}").headers["etag"]
        assert client.get(f"/reconcile{path}", headers={"If-None-Match": tag}).status_code == 304


@pytest.fixture(scope="module")
def plain_client(
    start_service: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("plain")
    file = folder / "one.ttl"
    name = "<script>alert(1)</script> & Söhne"
    file.write_text(
        f"<http://example.org/a?b=1&c=2> a <http://example.org/T> ; "
        f'<http://www.w3.org/2000/01/rdf-schema#label> "{name}" .',
        encoding="utf-8",
    )
    init(Home(folder / "home"), [file])
    with httpx.Client(base_url=start_service(home=folder / "home", derive="off")) as client:
        yield client


def test_a_plain_dataset_with_iris_as_ids_and_markup_in_names(plain_client: httpx.Client) -> None:
    iri = "http://example.org/a?b=1&c=2"
    found = refine(plain_client, "queries", {"q": {"query": "script alert 1 script Sohne"}})
    assert [one["id"] for one in found["q"]["result"]] == [iri]
    told = valid("manifest", ok(plain_client.get("/reconcile")))
    seen = plain_client.get(told["view"]["url"].replace("{{id}}", quote(iri, safe="")))
    assert seen.status_code == 303
    page = plain_client.get(seen.headers["location"])
    shown = ok(plain_client.get("/reconcile/flyout/entity", params={"id": iri}))["html"]
    for text in (page.text, shown):
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne" in text
        assert "<script" not in text


def test_a_preflight_is_allowed(client: httpx.Client) -> None:
    for path in ("/reconcile", "/reconcile/match", "/reconcile/suggest/entity"):
        answer = client.options(path, headers={"Origin": "https://a.example"})
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
