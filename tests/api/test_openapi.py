"""The OpenAPI document: whole, and about this service."""

import json
import re
from typing import Any

import httpx
import pytest

from kzgraph import __version__

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/v1/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    found = operations(document)
    assert len({operation["operationId"] for operation in found}) == len(found) == 12
    for operation in found:
        assert operation["summary"]
        assert len(operation["description"]) > len(operation["summary"])
        for parameter in operation.get("parameters", []):
            assert parameter["in"] == "path" or parameter["description"]


def test_every_operation_has_its_answers(document: dict[str, Any]) -> None:
    for operation in operations(document):
        assert operation["responses"]["200"]["content"]
        problem = operation["responses"]["default"]["content"]["application/problem+json"]
        assert problem["schema"]["$ref"] == "#/components/schemas/Problem"
        assert "422" not in operation["responses"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert names >= {"Entity", "Claim", "Evidence", "Problem"}
    assert names <= document["components"]["schemas"].keys()


def test_version(document: dict[str, Any]) -> None:
    assert document["info"]["version"] == __version__


def test_answers_keep_to_the_document(client: httpx.Client, document: dict[str, Any]) -> None:
    for address, name in (("/v1/entities/state/kaz", "Entity"), ("/v1/sources", "SourceList")):
        schema = document["components"]["schemas"][name]
        assert client.get(address).json().keys() == schema["properties"].keys()
