"""A query of the rules says the same with bindings as it does over everything."""

from pathlib import Path

import pytest

from kzgraph.rdf import parse_file
from kzgraph.store import EmbeddedStore
from kzgraph.validation.matching import by_look_up
from kzgraph.validation.rules import Rules

ROOT = Path(__file__).parents[2]
QUERIES = Rules.read(ROOT / "shapes").queries
READ_WHOLE = [name for name, query in QUERIES.items() if by_look_up(query) != query]
INVALID = {name: min((ROOT / "tests/shapes/invalid").glob(f"{name}--*")) for name in READ_WHOLE}


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
    rows = [list(store.select(query)) for query in (QUERIES[name], by_look_up(QUERIES[name]))]
    assert rows[0]
    assert {str(row) for row in rows[0]} == {str(row) for row in rows[1]}
