"""Rules are asked several at once, and tell in their order, faults too; rare classes are told."""

from collections.abc import Iterator
from threading import Barrier

import pytest
from small_graphs import store_of

from kzgraph.errors import QuerySyntaxError
from kzgraph.store import EmbeddedStore
from kzgraph.store.base import Bindings, Row
from kzgraph.validation import run
from kzgraph.validation.run import classes_below, rare_among, run_queries

ONE, OTHER = (f"# {name}\nSELECT ?focus {{ ?focus a <urn:x:{name}> }}" for name in "AB")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> EmbeddedStore:
    monkeypatch.setattr(run, "_AT_ONCE", 2)
    return store_of(":a a :A . :b a :B .")


def test_two_are_asked_at_once_and_tell_in_their_order(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, select = Barrier(2, timeout=10), store.select

    def select_with_the_other(query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        both.wait()
        return select(query, bindings)

    monkeypatch.setattr(store, "select", select_with_the_other)
    found = list(run_queries(store, {"second": OTHER, "first": ONE}))
    assert [(one.rule, one.focus) for one in found] == [("second", "urn:x:b"), ("first", "urn:x:a")]


def test_a_query_that_cannot_be_asked_is_told(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySyntaxError):
        list(run_queries(store, {"fine": ONE, "wrong": "SELECT ?focus {"}))


def test_a_class_is_rare_with_all_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_RARELY", 3)  # of six things, two at most
    things = ":a a :A . :b a :A . :c a :A . :d a :B . :e a :C . :f a :D ."
    store = store_of(f"{things} :C rdfs:subClassOf :E . :A rdfs:subClassOf :E .")
    wanted = {f"urn:x:{name}" for name in "ABCEZ"}
    assert rare_among(store, wanted, classes_below(store)) == {"urn:x:B", "urn:x:C", "urn:x:Z"}
