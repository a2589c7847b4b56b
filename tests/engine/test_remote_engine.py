"""The engine whose queries another store evaluates: limits, faults, and what never gets there."""

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.engine import EngineLimits, Result
from kzgraph.engine.remote import RemoteEngine
from kzgraph.errors import (
    EngineBusyError,
    NotAcceptableError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreUnavailableError,
)
from kzgraph.rdf import DefaultGraph, Literal, NamedNode, Quad
from kzgraph.sparql import Formats
from kzgraph.store import EmbeddedStore
from kzgraph.store.availability import Availability

CSV = Formats("text/csv", None)
WORDS = "SELECT ?word { ?thing <urn:says> ?word }"


class There:
    """A remote store that answers ``there``, as slowly as it is told, or fails."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.seconds: list[float] = []
        self.fault: Exception | None = None
        self.may_answer = threading.Event()
        self.may_answer.set()

    def answer(self, query: str, *_: object, seconds: float) -> Result:
        self.asked.append(query)
        self.seconds.append(seconds)
        self.may_answer.wait(10)
        if self.fault is not None:
            raise self.fault
        return Result("text/csv", b"word\r\nthere\r\n")


@pytest.fixture
def there() -> There:
    return There()


@pytest.fixture
def engine(there: There) -> Iterator[RemoteEngine]:
    limits = EngineLimits(1, deadline=5, max_waiting=1)
    with RemoteEngine(limits, lambda _: there, Availability(pause=60)) as made:  # type: ignore[arg-type, return-value]
        yield made
        there.may_answer.set()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    store = EmbeddedStore.create(tmp_path / "store")
    store.load([Quad(NamedNode("urn:a"), NamedNode("urn:says"), Literal("here"), DefaultGraph())])
    store.close()
    return tmp_path / "store"


def test_queries_are_evaluated_there(engine: RemoteEngine, there: There, here: Path) -> None:
    assert engine.answer_sync(here, WORDS, CSV).body == b"word\r\nthere\r\n"
    assert engine.answer_sync(here, WORDS, CSV, 2).body == b"word\r\nthere\r\n"
    assert there.seconds == [5, 2]
    assert engine.healthy(here)


def test_what_is_wrong_never_gets_there(engine: RemoteEngine, there: There, here: Path) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        engine.answer_sync(here, "SELECT *\n{ ?s ?p }", CSV)
    assert raised.value.line == 2
    with pytest.raises(QuerySyntaxError):
        engine.answer_sync(here, "DEFINE input:same-as 'yes' " + WORDS, CSV)
    with pytest.raises(NotAcceptableError):
        engine.answer_sync(here, "CONSTRUCT WHERE { ?s ?p ?o }", CSV)
    for name in ("<bif:http_get>", "< SQL:x>"):
        with pytest.raises(QueryRefusedError, match="engine's own"):
            engine.answer_sync(here, f"SELECT ({name}(1) AS ?x) {{}}", CSV)
    assert not there.asked


def test_a_slow_store_costs_no_more_than_the_deadline(
    engine: RemoteEngine, there: There, here: Path
) -> None:
    there.may_answer.clear()
    began = time.monotonic()
    with pytest.raises(QueryTimeoutError):
        engine.answer_sync(here, WORDS, CSV, 0.5)
    assert time.monotonic() - began < 4
    assert engine.state().running == 1  # its place is taken until it is done over there
    there.may_answer.set()
    assert engine.answer_sync(here, WORDS, CSV).body == b"word\r\nthere\r\n"


def test_more_queries_than_may_wait_are_turned_away(
    engine: RemoteEngine, there: There, here: Path
) -> None:
    there.may_answer.clear()

    async def three() -> list[object]:
        first = [asyncio.create_task(engine.answer(here, WORDS, CSV)) for _ in range(2)]
        for _ in range(500):
            if engine.state().waiting == 1:
                break
            await asyncio.sleep(0.02)
        with pytest.raises(EngineBusyError):
            await engine.answer(here, WORDS, CSV)
        there.may_answer.set()
        return [await one for one in first]

    assert len(asyncio.run(three())) == 2


def test_while_it_is_down_the_local_store_answers(
    engine: RemoteEngine, there: There, here: Path, tmp_path: Path
) -> None:
    there.fault = StoreUnavailableError("down")
    for _ in range(2):
        assert engine.answer_sync(here, WORDS, CSV).body == b"word\r\nhere\r\n"
    assert len(there.asked) == 1
    with pytest.raises(StoreUnavailableError, match="down"):
        engine.answer_sync(tmp_path / "none", WORDS, CSV)
    assert not engine.healthy(tmp_path / "none")


def test_who_asks_other_services_is_answered_here(
    engine: RemoteEngine, there: There, here: Path, tmp_path: Path
) -> None:
    query = f"{WORDS} # service"
    assert engine.answer_sync(here, query, CSV).body == b"word\r\nhere\r\n"
    assert not there.asked
    with pytest.raises(QueryRefusedError, match="local copy"):
        engine.answer_sync(tmp_path / "none", query, CSV)
