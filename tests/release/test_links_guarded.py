"""Links come from the tables: no write forges one, and other writes leave them as they are."""

import shutil
from pathlib import Path

import pytest

from kzgraph.errors import BadRequestError, InvalidDataError
from kzgraph.identifiers import ENTITIES_GRAPH, LINKS_GRAPH
from kzgraph.release import Home
from kzgraph.release.changes import Change, Deletion, Document, Update, Upload
from kzgraph.release.write import Conditions, write
from kzgraph.validation.rules import Rules

RULES = Rules.read(Path(__file__).resolve().parents[2] / "shapes")
FORGED = "<https://w3id.org/kzgraph/id/company/katco> skos:exactMatch wd:Q1"
TURTLE = (
    b"<https://w3id.org/kzgraph/id/company/katco> "
    b"<http://www.w3.org/2004/02/skos/core#exactMatch> <http://www.wikidata.org/entity/Q1> ."
)


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Home:
    shutil.copytree(built_home, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


@pytest.mark.parametrize(
    "change",
    [
        Update(f"INSERT DATA {{ GRAPH <{LINKS_GRAPH}> {{ {FORGED} }} }}"),
        Update(f"DELETE WHERE {{ GRAPH <{LINKS_GRAPH}> {{ ?s skos:exactMatch ?o }} }}"),
        Update(f"CLEAR GRAPH <{LINKS_GRAPH}>"),
        Upload(LINKS_GRAPH, (Document(TURTLE, "text/turtle"),), "urn:base", replace=False),
        Deletion(LINKS_GRAPH),
    ],
    ids=["insert", "delete", "clear", "upload", "drop"],
)
@pytest.mark.parametrize("validated", [True, False])
def test_the_graph_of_links_is_not_written_to(home: Home, change: Change, validated: bool) -> None:
    before = home.current().id
    with pytest.raises(BadRequestError, match=r"graph of links cannot be changed: .* data/links"):
        write(home, change, RULES, Conditions(validated=validated))
    assert home.current().id == before


@pytest.mark.parametrize("graph", [ENTITIES_GRAPH, "https://example.org/mine"])
def test_a_match_in_another_graph_breaks_a_rule(home: Home, graph: str) -> None:
    with pytest.raises(InvalidDataError) as caught:
        write(
            home, Update(f"INSERT DATA {{ GRAPH <{graph}> {{ {FORGED} }} }}"), RULES, Conditions()
        )
    assert "A match is written by hand" in caught.value.report


def test_another_write_leaves_the_links_as_they_are(home: Home) -> None:
    before = home.current().manifest.graphs[LINKS_GRAPH]
    name = 'company:katco skos:altLabel "Katko"@en'
    write(
        home,
        Update(f"INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ {name} }} }}"),
        RULES,
        Conditions(),
    )
    assert home.current().manifest.graphs[LINKS_GRAPH] == before
