"""Comunica, the JavaScript query engine, with its default settings: it finds out what we are alone."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.server

CHECKOUT = Path(__file__).resolve().parents[2]
COMUNICA = CHECKOUT / ".comunica" / "node_modules" / ".bin" / "comunica-sparql"
JOIN = """
PREFIX kz: <https://w3id.org/kzgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?vendor ?country
WHERE {
  ?company kz:interestedIn <https://w3id.org/kzgraph/id/project/nuclear-power-plant> ;
    rdfs:label ?vendor ;
    kz:basedInState/rdfs:label ?country .
  FILTER(LANG(?vendor) = "en" && LANG(?country) = "en")
}
"""
EXPECTED = {
    ("CNNC", "China"),
    ("EDF", "France"),
    ("KHNP", "South Korea"),
    ("Rosatom", "Russia"),
}


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found and COMUNICA.is_file():
        return found
    missing = f"{'Comunica' if found else 'Node.js'} is missing; `make comunica` installs it"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def asked(node: str, *sources: str) -> dict[str, object]:
    command = [node, str(COMUNICA), *sources, "-q", JOIN, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def rows(found: dict[str, object]) -> list[tuple[str, str]]:
    bindings = found["results"]["bindings"]  # type: ignore[index]
    return [(row["vendor"]["value"], row["country"]["value"]) for row in bindings]


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_join_is_handed_to_the_endpoint(node: str, service: str, path: str) -> None:
    found = asked(node, f"{service}{path}")
    assert sorted(rows(found)) == sorted(EXPECTED)
    # One for the description, one for the whole join; it would be many if it fetched patterns.
    assert found["metadata"] == {"httpRequests": 2}


def test_a_join_across_the_endpoint_and_a_document(node: str, service: str) -> None:
    found = asked(node, f"{service}/sparql", f"{service}/data/project/nuclear-power-plant")
    assert set(rows(found)) == EXPECTED
