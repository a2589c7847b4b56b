"""The recorded examples of the OpenAPI document: each is what the service answers.

With ``RECORD_EXAMPLES=1`` the answers are written anew (``make examples``).
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import kzgraph_api.examples

pytestmark = pytest.mark.server

FOLDER = Path(kzgraph_api.examples.__file__).parent
BROKEN = "problems/internal"
"""No request leads to this one; the test of problems compares it with a service that is broken."""

FILES = {str(file.relative_to(FOLDER).with_suffix("")) for file in FOLDER.rglob("*.json")}
NAMES = sorted(FILES - {BROKEN})
ALONE = {"rate", "memory"}
"""Settings under which other examples are not answered as they should be."""

RECORD = os.environ.get("RECORD_EXAMPLES") == "1"
HOST = "localhost:8000"

MOST_ITEMS = 2
MOST_LINES = 8
_BUILT = re.compile(  # what one build has otherwise than the next: times, hashes, cursors, days
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)"
    r"|\b(?:[0-9a-f]{64}|[0-9a-f]{16}|[0-9a-f]{12})\b|urldate = \{[\d-]+\}|year = \{\d+\}"
    r"|has \d+ bytes|cursor=[\w-]+"
)
_DAYS = frozenset(("accessed", "issued", "released"))

Answer = dict[str, Any]


ClientFor = Callable[[dict[str, Any]], httpx.Client]


@pytest.fixture(scope="module")
def client_for(
    client: httpx.Client,
    start_service: Callable[..., str],
    disputed_service: str,
    built_home: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[ClientFor]:
    """A function that gives a client for a service with the settings and the data of an example."""
    opened = {"{}": client}
    modest = _modest()
    own_home = tmp_path_factory.mktemp("written") / "home"  # for those that may write
    shutil.copytree(built_home, own_home, symlinks=True)

    def given(example: dict[str, Any]) -> httpx.Client:
        settings = example.get("settings", {})
        if example.get("writes"):
            settings = settings | {"home": own_home}
        elif settings.keys() & modest.keys():
            settings = modest
        disputed = "disputed" in example
        key = "disputed" if disputed else json.dumps(settings, sort_keys=True, default=str)
        if key not in opened:
            address = disputed_service if disputed else start_service(**settings)
            opened[key] = httpx.Client(base_url=address, timeout=30)
        return opened[key]

    yield given
    del opened["{}"]  # which others go on to use
    for one in opened.values():
        one.close()


def _modest() -> dict[str, str]:
    """Return the small bounds of all examples that can be asked of one service."""
    examples = [json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in NAMES]
    found: dict[str, str] = {}
    for example in examples:
        settings = example.get("settings", {})
        if not (ALONE & settings.keys() or "writes" in example):
            assert not found.keys() & settings.keys()
            found |= settings
    return found


def short(value: Any) -> Any:
    """Return the beginning of long lists and texts."""
    if isinstance(value, list):
        records = any(isinstance(item, dict) for item in value)
        return [short(item) for item in (value[:MOST_ITEMS] if records else value)]
    if isinstance(value, dict):
        return {name: short(item) for name, item in value.items()}
    return value


def body_of(answer: httpx.Response) -> Any:
    media_type = answer.headers.get("content-type", "")
    if "json" in media_type:
        return short(answer.json())
    if media_type.startswith(("text/", "application/x-bibtex")):
        return "".join(answer.text.splitlines(keepends=True)[:MOST_LINES])
    return None


def answered(client: httpx.Client, example: dict[str, Any]) -> Answer:
    request, padding = example["request"], example.get("padding", {})
    headers = {"Host": HOST, **request.get("headers", {})}
    if "header" in padding:
        headers["X-Padding"] = "x" * padding["header"]
    path = request["path"] + "x" * padding.get("path", 0)
    body = request.get("body", "") + "x" * padding.get("body", 0)
    for _ in range(example.get("times", 1)):
        answer = client.request(request["method"], path, headers=headers, content=body or None)
    told = {
        "status": answer.status_code,
        "type": answer.headers.get("content-type", "").partition(";")[0] or None,
        "body": body_of(answer),
    }
    location = {"location": answer.headers["location"]} if "location" in answer.headers else {}
    return told | location


def steady(value: Any) -> Any:
    """Return an answer without what differs from one build to the next."""
    if isinstance(value, dict):
        cursor = {"next": "*"} if isinstance(value.get("next"), str) else {}
        return {n: steady(item) for n, item in value.items() if n not in _DAYS} | cursor
    if isinstance(value, list):
        return [steady(item) for item in value]
    return _BUILT.sub("*", value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_what_the_service_answers(client_for: ClientFor, name: str) -> None:
    file = FOLDER / f"{name}.json"
    example = json.loads(file.read_text("utf-8"))
    answer = answered(client_for(example), example)
    if RECORD:
        # A service that fails is no example, and would keep every later recording from starting.
        assert answer["status"] != 500 or example.get("answer", {}).get("status") == 500
        example["answer"] = answer
        file.write_text(json.dumps(example, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert steady(answer) == steady(example["answer"])
