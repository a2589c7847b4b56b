"""A query of the rules says the same with bindings as it does over everything."""

from pathlib import Path

import pytest

from kzgraph.rdf import parse_file
from kzgraph.store import EmbeddedStore
from kzgraph.validation.asking import by_look_up
from kzgraph.validation.matching import each_by_itself
from kzgraph.validation.rules import Rules

ROOT = Path(__file__).parents[2]
QUERIES = Rules.read(ROOT / "shapes").queries
START = "PREFIX : <urn:x:> SELECT ?focus { ?focus a ?kind "


@pytest.fixture(scope="module")
def near() -> dict[str, str]:
    """The queries that bindings change, as they are then; made here, since reading all takes 3 s."""
    asked = {name: each_by_itself(by_look_up(query)) for name, query in QUERIES.items()}
    return {name: query for name, query in asked.items() if query != QUERIES[name]}


def test_what_is_read_whole_is_looked_up_with_bindings(near: dict[str, str]) -> None:
    query = "SELECT ?focus {\n  { SELECT * { ?focus a ?kind } }\n  narrowed # at once\n}"
    assert by_look_up(query) == "SELECT ?focus {\n  { { ?focus a ?kind } }\n}"
    assert {"term_undeclared", "sentence_overlap"} <= near.keys()


def test_both_ways_find_the_same(near: dict[str, str]) -> None:
    for name, query in near.items():
        store = EmbeddedStore.in_memory()
        store.load(parse_file(min((ROOT / "tests/shapes/invalid").glob(f"{name}--*"))))
        store.fill_default_graph()
        rows = [list(store.select(asked)) for asked in (QUERIES[name], query)]
        assert rows[0], name
        assert {str(row) for row in rows[0]} == {str(row) for row in rows[1]}, name


@pytest.mark.parametrize(
    "left_out",
    [
        "MINUS { ?focus a ?other }",
        "MINUS { ?one a ?focus } MINUS { GRAPH :g { ?focus :p ?one } }",
        "OPTIONAL { ?focus :q ?value } MINUS { ?focus :p ?one }",
    ],
)
def test_what_each_solution_shares_is_looked_up(left_out: str) -> None:
    asked = each_by_itself(f"{START}{left_out} }}")
    assert asked == f"{START}{left_out.replace('MINUS', 'FILTER NOT EXISTS')} }}"


@pytest.mark.parametrize(
    "left_out",
    [
        "MINUS { ?other a ?one }",
        "MINUS { ?focus :p ?one } ?focus :q ?one",
        "OPTIONAL { ?focus :q ?one } MINUS { ?focus :p ?one }",
        "MINUS { ?focus :p ?one FILTER(?kind = ?one) }",
        "MINUS { ?focus :p ?one . ?one a ?two }",
        "MINUS { SELECT ?focus { ?focus :p ?one } LIMIT 1 }",
        "FILTER(?one = 1) MINUS { ?focus :p ?one }",
        "MINUS { ?focus :p ?one MINUS { ?one :q ?two } }",
        "MINUS { { ?focus :p ?one } UNION { ?other :q ?one } }",
    ],
)
def test_what_would_say_something_else_stays(left_out: str) -> None:
    assert each_by_itself(f"{START}{left_out} }}") == f"{START}{left_out} }}"
