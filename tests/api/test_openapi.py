"""The OpenAPI document: whole, true to the answers, and with an example for all of them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema_rs
import pytest

from kzgraph import __version__
from kzgraph_api.kinds import ALL

pytestmark = pytest.mark.server

WITHOUT_EXAMPLE = {
    "metrics": "other numbers each time",
    "dump": "bytes",
    "thing": "no body",
    "reconcile_view": "no body",
    "ontology_version": "its address has the version in it",
}


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/v1/openapi.json").json()
    return found


Operation = tuple[str, str, dict[str, Any]]


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, found in document["paths"].items():
        for method, operation in found.items():
            yield path, method, operation


def rest(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        operation
        for path, _, operation in operations(document)
        if path.startswith(("/v1", "/prob"))
    ]


def resolved(document: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    for step in value.get("$ref", "").split("/")[1:]:
        document = document[step]
    return document if "$ref" in value else value


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    found = [operation for _, _, operation in operations(document)]
    assert len({operation["operationId"] for operation in found}) == len(found) > 50
    tags = {tag["name"] for tag in document["tags"]}
    assert all(tag["description"] for tag in document["tags"])
    for operation in found:
        assert operation["summary"]
        assert len(operation["description"]) > len(operation["summary"])
        assert set(operation["tags"]) <= tags
        for parameter in operation.get("parameters", []):
            assert parameter["description"], operation["operationId"]


def test_every_parameter_of_rest_has_an_example_and_bounds(document: dict[str, Any]) -> None:
    for operation in rest(document):
        for parameter in operation["parameters"]:
            schema, place = parameter["schema"], (operation["operationId"], parameter["name"])
            assert "example" in parameter or "enum" in schema or "default" in schema, place
            assert "anyOf" not in schema, place
            assert schema["type"] != "integer" or {"minimum", "maximum"} <= schema.keys(), place
            assert schema["type"] != "string" or "enum" in schema or schema["minLength"], place


def test_every_operation_has_its_answers(document: dict[str, Any]) -> None:
    for _, _, operation in operations(document):
        well = {status for status in operation["responses"] if status[0] in "23"} - {"304"}
        assert well
        assert "200" not in well or operation["responses"]["200"]["content"]
        problem = operation["responses"]["default"]["content"]["application/problem+json"]
        assert problem["schema"]["$ref"] == "#/components/schemas/Problem"
        refused = operation["responses"].get("422", operation["responses"]["default"])
        assert list(refused["content"]) == ["application/problem+json"]


def test_every_operation_of_rest_has_the_envelope_and_its_problems(
    document: dict[str, Any],
) -> None:
    envelope = {"$ref": "#/components/schemas/Envelope"}
    for operation in rest(document):
        answers = operation["responses"]
        assert {"200", "304", "400", "406", "429", "500"} <= answers.keys()
        content = answers["200"]["content"]
        if "application/json" in content:
            assert envelope in content["application/json"]["schema"]["allOf"]


def test_every_operation_has_a_recorded_example(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        if operation["operationId"] in WITHOUT_EXAMPLE or "security" in operation:
            continue
        content = operation["responses"]["200"]["content"].values()
        assert [media for media in content if "examples" in media], (method, path)


def test_every_problem_of_rest_has_a_recorded_example(document: dict[str, Any]) -> None:
    told = document["components"]["examples"]
    for name, example in told.items():
        assert example["value"]["type"].endswith(f"/problem/{name}")
        assert example["value"]["status"] == ALL[name].status
    named = set(re.findall(r"#/components/examples/([\w-]+)", json.dumps(document)))
    assert named <= told.keys()
    assert named >= {"bad-parameter", "bad-request", "not-found", "not-acceptable", "query-syntax"}


def test_examples_keep_to_their_schemas(document: dict[str, Any]) -> None:
    components = {"components": document["components"]}
    checked = 0
    for _, _, operation in operations(document):
        for answer in operation["responses"].values():
            for media in resolved(document, answer).get("content", {}).values():
                validator = jsonschema_rs.validator_for({**components, **media["schema"]})
                for example in media.get("examples", {}).values():
                    validator.validate(resolved(document, example)["value"])
                    checked += 1
    assert checked > 200


def test_what_the_schema_does_not_tell_is_not_answered(
    client: httpx.Client, document: dict[str, Any]
) -> None:
    for address, name in (
        ("/v1/entities/state/kaz", "Entity"),
        ("/v1/sources", "Page_SourceSummary_"),
        ("/v1/facts", "Page_Statement_"),
    ):
        told = document["components"]["schemas"][name]["properties"].keys()
        assert client.get(address).json().keys() == told | {"release", "links"}


def test_the_types_of_an_operation_are_those_that_its_links_tell(
    client: httpx.Client, document: dict[str, Any]
) -> None:
    types = {"csv": "text/csv", "ttl": "text/turtle", "jsonld": "application/ld+json"}
    for operation in rest(document):
        content = operation["responses"]["200"]["content"]
        examples = content.get("application/json", {}).get("examples", {}).values()
        for example in examples:
            links = example["value"]["links"]
            for suffix, media_type in types.items():
                assert (suffix in links) == (media_type in content), operation["operationId"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for kind in ("schemas", "responses", "headers", "examples"):
        names = set(re.findall(rf'"#/components/{kind}/([\w-]+)"', json.dumps(document)))
        assert names, kind
        assert names <= document["components"][kind].keys()


def test_what_it_says_of_itself(client: httpx.Client, document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    info = document["info"]
    assert (info["version"], info["license"]["identifier"]) == (__version__, "Apache-2.0")
    assert info["contact"]["url"]
    assert document["servers"][0]["url"] == "/"


def test_its_server_is_the_public_address(public_client: httpx.Client) -> None:
    document = public_client.get("/v1/openapi.json").json()
    assert [server["url"] for server in document["servers"]] == ["https://kz.example/base"]


def test_it_is_tagged(client: httpx.Client) -> None:
    answer = client.get("/v1/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    headers = {"If-None-Match": answer.headers["etag"]}
    assert client.get("/v1/openapi.json", headers=headers).status_code == 304


PLAIN = {
    "/rdf-graph-store": "/rdf-graph-store?graph=https://w3id.org/kzgraph/graph/entities",
    "/graph/{name}": "/graph/entities",
    "/id/{kind}/{slug}": "/id/state/kaz",
    "/data/{kind}/{name}": "/data/state/kaz",
    "/ontology": "/ontology",
    "/ontology.{suffix}": "/ontology.ttl",
    "/ontology/{version}": "/ontology/9.9.9",
    "/dataset": "/dataset",
    "/.well-known/void": "/.well-known/void",
    "/dumps/{name}": "/dumps/kzgraph.nq.gz",
    "/reconcile": "/reconcile",
    "/reconcile/view": "/reconcile/view?id=state/kaz",
    "/reconcile/preview": "/reconcile/preview?id=state/kaz",
}


@pytest.mark.parametrize("accept", ["application/n-quads", "text/csv", "*/*"])
@pytest.mark.parametrize("path", PLAIN)
def test_what_plain_routes_answer_is_documented(
    client: httpx.Client, document: dict[str, Any], path: str, accept: str
) -> None:
    responses = document["paths"][path]["get"]["responses"]
    for headers in ({}, {"Range": "bytes=0-1"}, {"Range": "bytes=99999999999-"}):
        answer = client.get(PLAIN[path], headers={"Accept": accept, **headers})
        told = responses[str(answer.status_code)]
        if answer.content:
            assert answer.headers["content-type"].partition(";")[0] in told["content"]


def test_writing_is_documented(client: httpx.Client, document: dict[str, Any]) -> None:
    for path in ("/rdf-graph-store", "/graph/{name}"):
        for method in ("put", "post", "delete"):
            operation = document["paths"][path][method]
            assert operation["security"] == [{"writeToken": []}]
            answer = client.request(method, PLAIN[path])
            assert str(answer.status_code) in operation["responses"]
    assert "writeToken" in document["components"]["securitySchemes"]
