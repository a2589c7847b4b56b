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
NEAR = {name: each_by_itself(by_look_up(query)) for name, query in QUERIES.items()}
READ_WHOLE = [name for name, query in QUERIES.items() if NEAR[name] != query]
INVALID = {name: min((ROOT / "tests/shapes/invalid").glob(f"{name}--*")) for name in READ_WHOLE}
START = "PREFIX : <urn:x:> SELECT ?focus { ?focus a ?kind "


def test_what_is_read_whole_is_looked_up_with_bindings() -> None:
    query = "SELECT ?focus {\n  { SELECT * { ?focus a ?kind } }\n  narrowed # at once\n}"
    assert by_look_up(query) == "SELECT ?focus {\n  { { ?focus a ?kind } }\n}"
    assert "term_undeclared" in READ_WHOLE
    assert "sentence_overlap" in READ_WHOLE


@pytest.mark.parametrize("name", READ_WHOLE)
def test_both_ways_find_the_same(name: str) -> None:
    store = EmbeddedStore.in_memory()
    store.load(parse_file(INVALID[name]))
    store.fill_default_graph()
    rows = [list(store.select(query)) for query in (QUERIES[name], NEAR[name])]
    assert rows[0]
    assert {str(row) for row in rows[0]} == {str(row) for row in rows[1]}


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
