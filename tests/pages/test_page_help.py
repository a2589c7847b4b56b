"""What the help page shows is run as it stands there, against the service that shows it."""

import csv
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable

import httpx
import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

SECONDS = 60
SUPPLIERS = {
    f"https://w3id.org/kzgraph/id/company/{name}" for name in ("edf", "rosatom", "cnnc", "khnp")
}


@pytest.fixture(scope="module")
def examples(open_page: OpenPage) -> dict[str, list[str]]:
    """The printed examples by the id of the heading above them."""
    article = open_page("/help").one("article")
    found: dict[str, list[str]] = {}
    for one in article.children:
        if isinstance(one, Element) and one.tag == "h2":
            found[one.attributes["id"]] = examples_below = []
        elif isinstance(one, Element) and one.tag == "pre":
            examples_below.append("".join(one.one("code").children))  # type: ignore[arg-type]
    return found


def run(command: list[str]) -> str:
    """Return what a command prints; it must end well and complain of nothing."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_commands_of_curl(examples: dict[str, list[str]]) -> None:
    (text,) = examples["curl"]
    commands = [shlex.split(line) for line in text.replace("\\\n", "").splitlines()]
    found, facts, firms = (run([*words, "--silent", "--show-error"]) for words in commands)
    assert '"person/tokayev"' in found
    assert next(csv.reader(facts.splitlines()))[0]
    assert "company/orano" in facts
    assert set(firms.split()[1:]) == SUPPLIERS


def test_the_examples_in_python(examples: dict[str, list[str]]) -> None:
    client, wrapper = (run([sys.executable, "-c", code]) for code in examples["python"])
    assert "Orano" in client
    assert set(wrapper.split()) == SUPPLIERS


def test_the_addresses_that_r_and_spreadsheets_read(examples: dict[str, list[str]]) -> None:
    """R is not at hand: what it is told to read is read."""
    (code,) = examples["r"]
    facts = code.partition('read.csv("')[2].partition('"')[0]
    endpoint = code.partition('paste0("')[2].partition('"')[0]
    query = code.partition('query <- "')[2].partition('"')[0]
    answer = httpx.get(endpoint + httpx.QueryParams({"q": query})["q"].replace(" ", "%20"))
    assert set(answer.text.split()[1:]) == SUPPLIERS
    for address in (facts, *examples["spreadsheet"][0].split()):
        answer = httpx.get(address)
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.text.count("\n") > 1, address


def test_openrefine_finds_a_service(examples: dict[str, list[str]]) -> None:
    (address,) = examples["openrefine"]
    assert httpx.get(address).json()["name"]
