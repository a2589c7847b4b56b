"""What the README shows is run as it is printed, against a service of all that is shipped."""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
PRINTED_ADDRESS = "http://127.0.0.1:8000"
SECONDS = 60

THING = "https://w3id.org/kzgraph/id/"
TERM = "https://w3id.org/kzgraph/ontology#"
PLANT = f"{THING}project/nuclear-power-plant"
SUPPLIERS = {f"{THING}company/{name}" for name in ("edf", "rosatom", "cnnc", "khnp")}

Ask = Callable[[str], str]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands() -> list[list[str]]:
    """Return the words of each command of the first block of requests."""
    requests = next(block for block in blocks("sh") if PRINTED_ADDRESS in block)
    return [shlex.split(line) for line in requests.replace("\\\n", "").splitlines()]


def run(command: list[str]) -> str:
    """Return what a command prints; it must end well and complain of nothing."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="session")
def ask(whole_service: str) -> Ask:
    """Run the one printed command that names a path, and return the body of its answer."""
    if shutil.which("curl") is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs curl")
        pytest.skip("curl is not installed; the README's commands need it")

    def run_curl(path: str) -> str:
        (command,) = [words for words in commands() if path in " ".join(words)]
        words = [word.replace(PRINTED_ADDRESS, whole_service) for word in command]
        quiet = ["--silent", "--show-error", "--write-out", "\n%{http_code}"]
        answer, _, status = run([*words, *quiet]).rpartition("\n")
        assert status == "200"
        return answer

    return run_curl


def test_readme_shows_four_requests() -> None:
    assert [words[0] for words in commands()] == ["curl"] * 4


def test_search_in_kazakh_finds_the_president(ask: Ask) -> None:
    found: Any = json.loads(ask("/v1/search"))
    assert found["items"][0]["id"] == "person/tokayev"


def test_entity_is_the_nuclear_plant_with_plans_apart_from_facts(ask: Ask) -> None:
    found: Any = json.loads(ask("/v1/entities/"))
    assert found["iri"] == PLANT
    assert {fact["object"]["iri"] for fact in found["facts"]} >= {f"{TERM}StageDecided"}
    interest = [f for f in found["incoming"] if f["predicate"]["iri"] == f"{TERM}interestedIn"]
    assert {fact["subject"]["iri"] for fact in interest} == SUPPLIERS


def test_claim_is_that_a_supplier_is_interested_in_the_plant(ask: Ask) -> None:
    found: Any = json.loads(ask("/v1/claims/"))
    assert found["subject"]["iri"] in SUPPLIERS
    assert found["predicate"]["iri"] == f"{TERM}interestedIn"
    assert found["object"]["iri"] == PLANT
    assert found["evidence"][0]["span"]["start"] < found["evidence"][0]["span"]["end"]


def test_query_gives_the_suppliers_as_csv(ask: Ask) -> None:
    header, *rows = csv.reader(ask("/sparql").splitlines())
    assert header == ["firm"]
    assert {row[0] for row in rows} == SUPPLIERS
    assert len(rows) == len(SUPPLIERS)


def test_python_example_prints_what_the_readme_says(whole_service: str) -> None:
    (code,) = blocks("python")
    followed = rf"{re.escape(code)}```\n\n```text\n((?s:.*?))^```$"
    (printed,) = re.findall(followed, README, re.MULTILINE)
    assert PRINTED_ADDRESS in code
    changed = code.replace(PRINTED_ADDRESS, whole_service)
    assert run([sys.executable, "-W", "error", "-c", changed]) == printed
