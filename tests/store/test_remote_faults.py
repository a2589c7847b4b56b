"""A remote engine that is slow, down, back, full, or answers nonsense: told plainly, and soon."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from servers import VIRTUOSO_ROWS, free_port, oxigraph
from wikidata import Fault, Faults

from kzgraph.errors import (
    BadRequestError,
    ConfigurationError,
    KzgraphError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreError,
    StoreUnavailableError,
)
from kzgraph.rdf import Literal, NamedNode, Quad, RdfFormat
from kzgraph.settings import load_settings
from kzgraph.store import Bounds
from kzgraph.store.remote import Endpoint, RemoteStore, transport

pytestmark = pytest.mark.server

RELEASE = "fa017" * 8
NODE = NamedNode("http://example.org/a")
QUAD = Quad(NODE, NODE, Literal("x"), NamedNode("http://example.org/g"))
ALL = "SELECT ?s { ?s ?p ?o }"
TABLE = "application/sparql-results+json"
ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[%b]}}'
ROW = b'{"s":{"type":"uri","value":"http://example.org/%d"}}'


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_PAUSES", (0.01, 0.02, 0.03))


@pytest.fixture
def faulty(oxigraph_endpoint: Endpoint) -> Iterator[Faults]:
    """A server that passes queries on to a real one, but for the planned faults."""
    server = Faults(oxigraph_endpoint.query)
    yield server
    server.close()


StoreAt = Callable[..., RemoteStore]


@pytest.fixture
def store_at() -> Iterator[StoreAt]:
    """What opens a store at an address, impatiently; closed at the end."""
    with ExitStack() as opened:

        def open_at(address: str, **changes: object) -> RemoteStore:
            endpoint = Endpoint(address, address, address, seconds=5.0)
            store = RemoteStore.of_release(replace(endpoint, **changes), RELEASE)  # type: ignore[arg-type]
            opened.callback(store.close)
            return store

        yield open_at


def test_an_engine_that_is_overloaded_for_a_moment_is_asked_again(
    faulty: Faults, store_at: StoreAt
) -> None:
    faulty.plan(Fault(503), Fault(502), Fault(504))
    assert list(store_at(faulty.address).select(ALL)) == []
    assert len(faulty.seen) == 4


def test_and_no_more_than_four_times(faulty: Faults, store_at: StoreAt) -> None:
    faulty.plan(*[Fault(503, body=b"later")] * 4)
    with pytest.raises(StoreUnavailableError, match="503: later"):
        list(store_at(faulty.address).select(ALL))
    assert len(faulty.seen) == 4


def test_an_update_is_sent_once_and_data_again(
    faulty: Faults, oxigraph_endpoint: Endpoint, store_at: StoreAt
) -> None:
    own = store_at(faulty.address + "?release={release}")
    faulty.plan(Fault(503))
    with pytest.raises(StoreUnavailableError):
        own.update("CLEAR ALL")
    assert len(faulty.seen) == 1
    faulty.behind = oxigraph_endpoint.graphs
    faulty.plan(Fault(503))
    store_at(faulty.address).load([QUAD])
    assert len(faulty.seen) == 3
    written = RemoteStore.of_release(oxigraph_endpoint, RELEASE)
    assert list(written.quads()) == [QUAD]
    written.drop("http://example.org/g")
    written.close()


def test_an_answer_to_what_was_written_may_break_off_as_well(
    faulty: Faults, oxigraph_endpoint: Endpoint, store_at: StoreAt
) -> None:
    """What may be sent twice is sent again; nobody can tell what an update has done by then."""
    faulty.behind = oxigraph_endpoint.graphs
    store = store_at(faulty.address)
    faulty.plan(Fault(200, body=b"tak", promised=500))
    store.load([QUAD])
    assert len(faulty.seen) == 2
    faulty.plan(*[Fault(200, body=b"tak", promised=500)] * 4)
    with pytest.raises(StoreUnavailableError, match="connection"):
        store.load([QUAD])
    own = store_at(faulty.address + "?release={release}")
    faulty.plan(Fault(200, body=b"do", promised=500))
    with pytest.raises(StoreUnavailableError, match="connection"):
        own.update("CLEAR ALL")
    assert len(faulty.seen) == 7
    store_at(oxigraph_endpoint.update, query=oxigraph_endpoint.query).drop("http://example.org/g")


def test_an_engine_that_is_down_and_back(tmp_path: Path) -> None:
    port = free_port()
    with oxigraph(tmp_path, port) as endpoint:
        store = RemoteStore.of_release(endpoint, RELEASE)
        store.load([QUAD])
        assert store.ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    with pytest.raises(StoreUnavailableError, match=f"{port}/query failed"):
        store.ask("ASK {}")
    with pytest.raises(StoreUnavailableError, match=f"{port}/store failed"):
        store.load([QUAD])
    with oxigraph(tmp_path, port):
        assert list(store.quads()) == [QUAD]
    store.close()


@pytest.mark.parametrize(
    "fault",
    [
        Fault(seconds=3),
        Fault(body=ROWS % b"", seconds=0.1, drips=True),
        Fault(408),
    ],
)
def test_a_slow_engine_is_not_waited_for(faulty: Faults, fault: Fault, store_at: StoreAt) -> None:
    faulty.plan(fault)
    begun = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"0\.5 s"):
        store_at(faulty.address, seconds=0.5).ask("ASK {}")
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(headers={"Content-Type": "text/html"}, body=b"<html>Login"), "text/html.*<html>Log"),
        (Fault(body=b"<html>Welcome</html>"), "cannot be read.*<html>Welcome"),
        (Fault(body=b""), "cannot be read"),
        (Fault(body=(ROWS % ROW)[:70]), "cannot be read"),
        (Fault(body=ROWS[:30], promised=500), "connection"),
    ],
)
def test_nonsense_is_no_answer(faulty: Faults, fault: Fault, said: str, store_at: StoreAt) -> None:
    store = store_at(faulty.address)
    faulty.plan(fault, fault)
    with pytest.raises(StoreUnavailableError, match=said):
        list(store.select(ALL))
    with pytest.raises(StoreUnavailableError, match=said):
        store.answer(ALL, "text/csv", None)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "lets nobody in as nobody.*KZGRAPH_STORE_USER"),
        (403, "lets nobody in"),
        (404, "404: no such thing"),
        (301, "answers 301"),
        (500, "500: no such thing"),
        (507, "is full"),
    ],
)
def test_what_will_not_mend_itself_is_no_outage(
    faulty: Faults, status: int, said: str, store_at: StoreAt
) -> None:
    store = store_at(faulty.address)
    for act in (
        lambda: list(store.select(ALL)),
        lambda: store.load([QUAD]),
        lambda: store.drop(None),
    ):
        faulty.plan(Fault(status, body=b"no such thing"))
        with pytest.raises(StoreError, match=said) as caught:
            act()
        assert not isinstance(caught.value, StoreUnavailableError)
    assert len(faulty.seen) == 3


def test_a_wrong_password_is_told(virtuoso_endpoint: Endpoint) -> None:
    endpoint = replace(virtuoso_endpoint, password="wrong")
    store = RemoteStore.of_release(endpoint, RELEASE)
    with pytest.raises(StoreError, match="lets nobody in as dba") as caught:
        store.load([QUAD])
    assert "wrong" not in str(caught.value) + repr(endpoint)
    store.close()


def test_a_refused_query_is_a_syntax_error_even_where_oxigraph_would_take_it(
    faulty: Faults, store_at: StoreAt
) -> None:
    store = store_at(faulty.address)
    faulty.plan(*[Fault(400, body=b"I know no ASK")] * 2)
    for query in (ALL, "ASK {}"):
        with pytest.raises(QuerySyntaxError, match="the remote store says: I know no ASK"):
            store.answer(query, "text/csv", None)
    faulty.plan(Fault(400, body=b"no"))
    with pytest.raises(StoreError, match="does not take what it was sent: no"):
        store.load([QUAD])


def test_an_answer_that_virtuoso_cuts_is_not_taken_for_whole(
    faulty: Faults, store_at: StoreAt
) -> None:
    store = store_at(faulty.address, kind="virtuoso")
    cut = ROWS % b",".join(ROW % number for number in range(3))
    fault = Fault(headers={"X-SPARQL-MaxRows": "3"}, body=cut)
    faulty.plan(fault, fault, Fault(headers={"X-SQL-State": "S1TAT"}, body=ROWS % b""))
    with pytest.raises(StoreError, match="cuts answers at 3 rows"):
        list(store.select(ALL))
    result = store.answer(ALL, "text/csv", None, None, Bounds(10))
    assert (result.truncated, result.rows) == ("rows=2", 2)
    with pytest.raises(QueryTimeoutError):
        list(store.select(ALL))


PAIRS = "CONSTRUCT { ?a <urn:with> ?b } WHERE { GRAPH ?g { ?a ?p 1 . ?b ?p 1 } }"


def test_what_virtuoso_constructs_is_not_cut_in_silence(virtuoso_endpoint: Endpoint) -> None:
    store = RemoteStore.of_release(virtuoso_endpoint, RELEASE)
    nodes = [NamedNode(f"urn:node:{number}") for number in range(320)]  # 102,400 pairs
    store.load(Quad(node, NODE, Literal(1), QUAD.graph_name) for node in nodes)
    for query in (PAIRS, f"{PAIRS} LIMIT 101000"):
        result = store.answer(query, None, "text/turtle")
        assert (result.truncated, result.rows) == (f"rows={VIRTUOSO_ROWS}", VIRTUOSO_ROWS)
        assert result.body.endswith(b"# truncated: rows=100000\n")
    assert store.answer(PAIRS, None, "text/turtle", None, Bounds(7)).truncated == "rows=7"
    assert store.answer(f"{PAIRS} LIMIT 9", None, "text/turtle").truncated is None
    with pytest.raises(StoreError, match="cuts answers at 100000 rows"):
        list(store.construct(PAIRS))
    assert len(list(store.construct(f"{PAIRS} LIMIT 9"))) == 9
    store.drop("http://example.org/g")
    store.close()


@pytest.mark.parametrize("told", [Fault(400), Fault(body=ROWS % b""), Fault(body=ROWS % (ROW % 1))])
def test_where_it_does_not_say_when_it_cuts_nothing_is_cut_here(
    faulty: Faults, store_at: StoreAt, told: Fault
) -> None:
    triples = Fault(
        headers={"Content-Type": "application/n-triples"}, body=b"<a:a> <a:a> <a:a> .\n" * 9
    )
    faulty.plan(told, triples, triples)
    store = store_at(faulty.address, kind="virtuoso")
    for _ in range(2):
        assert store.answer(PAIRS, None, "text/turtle").truncated is None
    assert len(faulty.seen) == 3, "it is asked once"


def test_what_a_remote_store_does_not_do(faulty: Faults, tmp_path: Path, store_at: StoreAt) -> None:
    store = store_at(faulty.address)
    with pytest.raises(StoreError, match="dump"):
        store.snapshot(tmp_path / "copy")
    with pytest.raises(BadRequestError, match="never changes"):
        store.update("CLEAR ALL")
    with pytest.raises(StoreError, match="KZGRAPH_STORE_UPDATE"):
        store_at(faulty.address, update="").drop(None)
    assert faulty.seen == []


def test_a_dump_that_breaks_off_leaves_no_file(
    faulty: Faults, tmp_path: Path, store_at: StoreAt
) -> None:
    faulty.plan(Fault(headers={"Content-Type": "application/sparql-results+json"}, body=ROWS[:30]))
    with pytest.raises(KzgraphError):
        store_at(faulty.address).dump(tmp_path / "all.nq", RdfFormat.N_QUADS)
    assert list(tmp_path.iterdir()) == []


def test_addresses_that_do_not_go_together() -> None:
    one = {"store": "http://127.0.0.1/{release}/query"}
    with pytest.raises(ConfigurationError, match="KZGRAPH_STORE_UPDATE"):
        Endpoint.of(load_settings(**one, store_update="http://127.0.0.1/update"))
    with pytest.raises(ConfigurationError, match="KZGRAPH_STORE"):
        load_settings(store="ftp://127.0.0.1/")
    assert Endpoint.of(load_settings()) is None
