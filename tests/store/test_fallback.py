"""Reading from another engine, and from here while it fails; whether to ask it again."""

import pytest

from kzgraph.errors import QuerySyntaxError, StoreError, StoreUnavailableError
from kzgraph.rdf import DefaultGraph, Literal, NamedNode, Quad
from kzgraph.store import EmbeddedStore
from kzgraph.store.availability import Availability
from kzgraph.store.base import Bindings
from kzgraph.store.fallback import FallbackStore

THING, SAYS = NamedNode("urn:thing"), NamedNode("urn:says")


class Failing(EmbeddedStore):
    """A store that fails as it is told."""

    fault: Exception | None = None
    asked = 0

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return super().ask(query, bindings)


def saying(store: EmbeddedStore, word: str) -> EmbeddedStore:
    store.load([Quad(THING, SAYS, Literal(word), DefaultGraph())])
    return store


THERE = "ASK { <urn:thing> <urn:says> 'there' }"


def test_a_store_that_fails_is_left_alone_for_a_while() -> None:
    remote, availability = Failing.in_memory(), Availability(pause=60)
    saying(remote, "there")
    store = FallbackStore(remote, saying(EmbeddedStore.in_memory(), "here"), availability)
    assert store.ask(THERE)
    remote.fault = StoreUnavailableError("down")
    assert not store.ask(THERE)
    assert not store.ask(THERE)
    assert (remote.asked, availability.fault) == (2, "down")


def test_it_is_asked_again_after_the_pause() -> None:
    remote, availability = Failing.in_memory(), Availability(pause=0)
    saying(remote, "there")
    store = FallbackStore(remote, saying(EmbeddedStore.in_memory(), "here"), availability)
    remote.fault = StoreUnavailableError("down")
    assert not store.ask(THERE)
    remote.fault = None
    assert store.ask(THERE)
    assert availability.fault is None


def test_without_a_local_store_the_fault_is_told() -> None:
    remote = Failing.in_memory()
    store = FallbackStore(remote, None, Availability(pause=60))
    remote.fault = StoreUnavailableError("down")
    for _ in range(2):
        with pytest.raises(StoreUnavailableError, match="down"):
            store.ask(THERE)
    assert remote.asked == 1


def test_what_an_engine_does_not_compile_is_evaluated_here() -> None:
    remote, availability = Failing.in_memory(), Availability()
    store = FallbackStore(remote, saying(EmbeddedStore.in_memory(), "there"), availability)
    remote.fault = QuerySyntaxError("internal error")
    assert store.ask(THERE)
    assert (store.refused, availability.fault) == (1, None)


def test_nothing_is_written_through_it() -> None:
    store = FallbackStore(EmbeddedStore.in_memory(), None, Availability())
    for write in (
        lambda: store.load([]),
        lambda: store.change([], []),
        lambda: store.drop(None),
        lambda: store.add_graph("urn:g"),
        lambda: store.update("INSERT DATA {}"),
        store.fill_default_graph,
    ):
        with pytest.raises(StoreError, match="never written"):
            write()
