"""The page about REST: it names every call, and each of its examples works."""

import re
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.server

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rest.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(/v1[^`]*)` \| .* \| (?:`(/v1[^`]*)`|[a-z ]+) \|$", PAGE, re.MULTILINE)
CURLS = re.findall(r"^curl 'http://127.0.0.1:8000(/[^']*)'", PAGE, re.MULTILINE)
TEMPLATE = re.compile(r"\{[^}]*\}")


def test_every_call_has_a_row(client: httpx.Client) -> None:
    paths = client.get("/v1/openapi.json").json()["paths"]
    calls = {path for path in paths if path.startswith("/v1")}
    assert {call for call, _ in ROWS} == calls


@pytest.mark.parametrize(("call", "example"), [row for row in ROWS if row[1]])
def test_an_example_works(client: httpx.Client, call: str, example: str) -> None:
    answer = client.get(example)
    assert answer.status_code == 200, answer.text
    path = "[^/?]+".join(re.escape(part) for part in TEMPLATE.split(call))
    assert re.fullmatch(rf"{path}(\.csv)?(\?.*)?", example)
    if answer.headers["content-type"] == "application/json":
        assert answer.json().get("total") != 0 or "conflicts" in example or "changes" in example


def test_the_first_steps_work(client: httpx.Client) -> None:
    assert len(CURLS) == 4
    for address in CURLS:
        assert client.get(address).status_code == 200
    assert client.get(CURLS[0]).json()["items"][0]["id"] == "company/orano"


def test_the_problem_that_it_names_is_explained(client: httpx.Client) -> None:
    for address in re.findall(r"`(/problem[^`]*)`", PAGE):
        assert client.get(address).status_code == 200
