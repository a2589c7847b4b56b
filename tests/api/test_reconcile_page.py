"""The page about reconciliation: its requests work, and what it promises in numbers holds."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from kzgraph.reconciliation.model import FEW, MOST_CANDIDATES
from kzgraph.reconciliation.query import BATCH, MOST_QUERIES
from kzgraph.reconciliation.terms import GENERAL

pytestmark = pytest.mark.server

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reconciliation.md").read_text("utf-8")
CURL = re.compile(
    r"^curl 'http://127.0.0.1:8000(/[^']*)'(?: --(data-urlencode|json) '([^']*)')?$", re.MULTILINE
)
REQUESTS = [match.groups() for match in CURL.finditer(PAGE)]


@pytest.mark.parametrize(("path", "how", "sent"), REQUESTS)
def test_a_request_works(client: httpx.Client, path: str, how: str | None, sent: str) -> None:
    if how is None:
        answer = client.get(path)
    elif how == "json":
        answer = client.post(path, json=json.loads(sent))
    else:
        name, _, value = sent.partition("=")
        answer = client.post(path, data={name: value})
    assert answer.status_code == 200, answer.text
    if answer.headers["content-type"] == "application/json":
        assert all(answer.json().values())


def test_the_answer_that_it_shows_is_the_answer(client: httpx.Client) -> None:
    assert len(REQUESTS) == PAGE.count("curl '") == 7
    shown = json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])["q1"]["result"][0]
    batch = REQUESTS[1][2].partition("=")[2]
    found: Any = client.post("/reconcile", data={"queries": batch}).json()["q1"]["result"][0]
    assert {**found, "features": found["features"][:1]} == shown


def test_the_numbers_and_names_are_those_of_the_code() -> None:
    assert f"{BATCH} queries at a time" in PAGE
    assert f"up to {MOST_QUERIES} are taken" in PAGE
    assert f"{FEW} without it, {MOST_CANDIDATES} at the most" in PAGE
    (row,) = re.findall(r"^\| general properties \| (.*) \|$", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == set(GENERAL)


def test_the_addresses_that_it_tells_are_there(client: httpx.Client) -> None:
    for path in set(re.findall(r"`http://127.0.0.1:8000(/[^`]*)`", PAGE)):
        assert client.get(path).status_code == 200
