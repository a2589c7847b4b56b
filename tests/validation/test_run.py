"""Rules are asked several at the same time; what they find comes in their order, faults too."""

from collections.abc import Iterator
from threading import Barrier

import pytest
from small_graphs import store_of

from kzgraph.errors import QuerySyntaxError
from kzgraph.store import EmbeddedStore
from kzgraph.store.base import Bindings, Row
from kzgraph.validation import run
from kzgraph.validation.run import run_queries

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
