"""A violation query finds the same from what it narrows down to as when it is asked as a whole."""

from functools import partial
from pathlib import Path

import pytest
from small_graphs import store_of

from kzgraph.rdf import NamedNode, RdfFormat, parse_bytes, parse_file
from kzgraph.store import EmbeddedStore
from kzgraph.store.base import Bindings, Row
from kzgraph.validation import asking
from kzgraph.validation.asking import narrowing, rows
from kzgraph.validation.rules import Rules
from kzgraph.validation.undeclared import undeclared

ROOT = Path(__file__).parents[2]
QUERIES = Rules.read(ROOT / "shapes").queries
NARROWED = [name for name, query in QUERIES.items() if narrowing(query)]

LOUD = """# Who shouts, and is named.
PREFIX x: <urn:x:>
SELECT ?focus ?value WHERE {
  { SELECT DISTINCT ?focus WHERE { # at once
    { SELECT * { ?focus x:says ?any } } FILTER(STRENDS(?any, "!")) # at once
  } } # at once
  { SELECT * { ?focus x:says ?value } }
  { SELECT * { ?focus x:named ?name } }
  FILTER(STRENDS(?value, "!"))
}
"""
SAYINGS = ':a :says "oh!" , "well" ; :named "A" . :b :says "no" ; :named "B" . :c :says "ah!" .'


class Listening(EmbeddedStore):
    """A store that remembers what it was asked."""

    asked: list[str]

    def select(self, query: str, bindings: Bindings | None = None):  # type: ignore[no-untyped-def]
        self.asked = [*getattr(self, "asked", []), query]
        return super().select(query, bindings)


@pytest.fixture
def store() -> Listening:
    store = Listening.in_memory()
    store.load(store_of(SAYINGS).quads())
    return store


def told(found: list[Row]) -> set[tuple[str, ...]]:
    return {tuple(str(term) for term in row.values()) for row in found}


def test_lines_at_once_are_a_query_by_themselves() -> None:
    first = narrowing(LOUD)
    assert first is not None
    assert {str(row["focus"]) for row in store_of(SAYINGS).select(first)} == {
        "<urn:x:a>",
        "<urn:x:c>",
    }
    assert narrowing("SELECT ?focus { ?focus a ?kind }") is None


def test_the_rest_is_looked_up_from_few(store: Listening) -> None:
    assert told(list(rows(store, LOUD))) == {("<urn:x:a>", '"oh!"')}
    assert "VALUES (?focus) { (<urn:x:" in store.asked[1]
    assert "SELECT *" not in store.asked[1]


def test_what_is_known_already_is_not_asked(store: Listening) -> None:
    known = [{"focus": NamedNode("urn:x:b")}, {"focus": NamedNode("urn:x:a")}]
    assert told(list(rows(store, LOUD, lambda: known))) == {("<urn:x:a>", '"oh!"')}
    assert len(store.asked) == 1
    assert list(rows(store, LOUD, list)) == []
    assert len(store.asked) == 1


def test_undeclared_terms_are_found_in_lines(tmp_path: Path) -> None:
    """As a predicate, as an object, and as a datatype, which no query finds; a class is declared."""
    data = (
        "@prefix kz: <https://w3id.org/kzgraph/ontology#> . @prefix : <urn:x:> .\n"
        "kz:Known a :Class . :a a kz:Known , kz:Unknown ; kz:odd '<' ; :p '1'^^kz:type ."
    )
    store = EmbeddedStore.in_memory()
    store.load(parse_bytes(data.encode(), RdfFormat.TURTLE, None))
    lines = tmp_path / "lines.nt"
    lines.write_bytes(b"".join(store.lines(None)))
    terms = [str(row["focus"]).rpartition("#")[2] for row in undeclared(store, lines)]
    assert terms == ["Unknown>", "odd>", "type>"]
    query = QUERIES["term_undeclared"]
    found = told(list(rows(store, query, partial(undeclared, store, lines))))
    assert found == told(list(rows(store, query))) == told(list(store.select(query)))
    assert len(found) == 2


def test_where_nothing_is_left_nothing_more_is_asked(store: Listening) -> None:
    assert list(rows(store, LOUD.replace('"!"', '"?"'))) == []
    assert len(store.asked) == 1


def test_beyond_a_few_and_from_blank_nodes_the_whole_is_asked(
    store: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_MOST", 1)
    assert told(list(rows(store, LOUD))) == {("<urn:x:a>", '"oh!"')}
    assert store.asked[1] == LOUD
    monkeypatch.undo()
    unnamed = store_of('[] :says "hey!" ; :named "D" .')
    assert [str(row["value"]) for row in rows(unnamed, LOUD)] == ['"hey!"']


@pytest.mark.parametrize("name", NARROWED)
def test_rules_find_the_same_both_ways(name: str) -> None:
    for path in (ROOT / "tests/shapes/invalid").glob(f"{name}--*"):
        store = EmbeddedStore.in_memory()
        store.load(parse_file(path))
        store.fill_default_graph()
        found = told(list(rows(store, QUERIES[name])))
        assert found
        assert found == told(list(store.select(QUERIES[name])))


def test_rules_that_read_much_are_narrowed() -> None:
    assert {"term_undeclared", "entity_undeclared", "period_reversed"} <= set(NARROWED)
