"""A remote endpoint is asked politely, once, and its faults are told clearly."""

import itertools
import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from wikidata import Fault, Faults

from kzgraph import __version__
from kzgraph.errors import BadRequestError, ConfigurationError, KzgraphError, ServiceError
from kzgraph.linking.endpoint import Endpoint
from kzgraph.linking.manners import Manners, retry_after
from kzgraph.rdf import Literal, NamedNode

CONTACT = "links@example.org"
QUERY = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?item ?nothing WHERE { ?item rdfs:label "EDF"@en }"""
EDF = [{"item": NamedNode("http://www.wikidata.org/entity/Q274591")}]
QUICK = Manners(pause=0.0, seconds=0.3, tries=3, longest_wait=60)


class Slept(list[float]):
    """A clock that only notes how long it should sleep."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def slept() -> Slept:
    return Slept()


def made(
    faults: Faults, cache: Path, slept: Slept, manners: Manners = QUICK, *, fresh: bool = False
) -> Endpoint:
    return Endpoint(
        faults.address, contact=CONTACT, cache=cache, fresh=fresh, manners=manners, sleep=slept
    )


def test_an_answer_has_terms_and_leaves_out_what_is_unbound(
    faults: Faults, tmp_path: Path, slept: Slept
) -> None:
    assert made(faults, tmp_path, slept).select(QUERY) == EDF
    (request,) = faults.seen
    assert request.method == "GET"
    assert request.headers["User-Agent"] == f"kzgraph/{__version__} (links@example.org)"


def test_a_long_query_goes_by_post(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    made(faults, tmp_path, slept).select(QUERY + " # " + "x" * 1500)
    assert [request.method for request in faults.seen] == ["POST"]


def test_nothing_is_asked_twice(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    made(faults, tmp_path, slept).select(QUERY)
    again = made(faults, tmp_path, slept)
    assert again.select(QUERY) == EDF
    assert (len(faults.seen), again.asked, again.reused) == (1, 0, 1)
    assert again.oldest is not None
    assert abs((datetime.now(UTC) - again.oldest).total_seconds()) < 60
    fresh = made(faults, tmp_path, slept, fresh=True)
    assert fresh.select(QUERY) == EDF
    assert (len(faults.seen), fresh.asked, fresh.reused) == (2, 1, 0)


def test_another_address_has_answers_of_its_own(
    faults: Faults, tmp_path: Path, slept: Slept
) -> None:
    made(faults, tmp_path, slept).select(QUERY)
    keyed = f"{faults.address}?key=secret"
    Endpoint(keyed, contact=CONTACT, cache=tmp_path, manners=QUICK).select(QUERY)
    assert len(faults.seen) == 2
    kept = [json.loads(path.read_text()) for path in tmp_path.glob("*.json")]
    assert [found["address"] for found in kept] == [faults.address] * 2
    assert "secret" not in "".join(path.read_text() for path in tmp_path.iterdir())


@pytest.mark.parametrize("broken", ["", "[]", '{"answer": 1, "asked": "never"}', "{"])
def test_a_broken_file_of_the_cache_is_asked_for_anew(
    faults: Faults, tmp_path: Path, slept: Slept, broken: str
) -> None:
    made(faults, tmp_path, slept).select(QUERY)
    (kept,) = tmp_path.glob("*.json")
    kept.write_text(broken)
    assert made(faults, tmp_path, slept).select(QUERY) == EDF
    assert json.loads(kept.read_text())["question"] == QUERY


def test_one_request_at_a_time_with_a_pause(faults: Faults, tmp_path: Path) -> None:
    manners = Manners(pause=0.1, seconds=5)
    endpoints = [
        Endpoint(faults.address, contact=CONTACT, cache=tmp_path, manners=manners) for _ in "ab"
    ]
    queries = [[f"{QUERY} # {name}{at}" for at in range(2)] for name in "ab"]
    threads = [
        threading.Thread(target=lambda e=e, q=q: [e.select(query) for query in q])
        for e, q in zip(endpoints, queries, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [request.at for request in faults.seen]
    assert (len(times), faults.together) == (4, 1)
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.095


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(
    faults: Faults, tmp_path: Path, slept: Slept, status: int
) -> None:
    faults.plan(Fault(status, {"Retry-After": "7"}))
    assert made(faults, tmp_path, slept).select(QUERY) == EDF
    assert slept == [7]


def test_a_date_to_come_back_at_is_obeyed(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    faults.plan(Fault(429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}))
    assert made(faults, tmp_path, slept).select(QUERY) == EDF
    assert slept == [0]
    now = datetime(2015, 10, 21, 7, 27, 30, tzinfo=UTC)
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT", now) == 30
    assert retry_after("Wed, 21 Oct 2015 07:28:00 -0000", now) == 30
    assert [retry_after(text) for text in (None, "soon", "-1", "1.5", "")] == [None] * 5


def test_without_a_word_a_429_means_a_minute(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    faults.plan(Fault(429), Fault(503), Fault(429))
    manners = Manners(pause=1.0, seconds=5, tries=4, longest_wait=60)
    assert made(faults, tmp_path, slept, manners).select(QUERY) == EDF
    # 60 s after each 429; 2 pauses to the power of the try after the 503.
    assert slept == [60, 4, 60]


def test_it_is_not_tried_for_ever(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    faults.plan(*[Fault(500, body="Ошибка'".encode())] * 3)
    with pytest.raises(ServiceError, match=r"answered 500: Ошибка' \(3 tries\)"):
        made(faults, tmp_path, slept).select(QUERY)
    assert (len(faults.seen), list(tmp_path.glob("*.json"))) == (3, [])


def test_a_long_wait_ends_the_command(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    faults.plan(Fault(429, {"Retry-After": "3600"}))
    with pytest.raises(ServiceError, match="come back in 3600 s"):
        made(faults, tmp_path, slept).select(QUERY)
    assert slept == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 414])
def test_a_refusal_is_final_and_says_why(
    faults: Faults, tmp_path: Path, slept: Slept, status: int
) -> None:
    faults.plan(Fault(status, body=b"not you"))
    with pytest.raises(ServiceError, match=f"answered {status}: not you"):
        made(faults, tmp_path, slept).select(QUERY)
    assert len(faults.seen) == 1


def test_silence_is_waited_for_within_bounds(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    faults.plan(Fault(seconds=0.6))
    assert made(faults, tmp_path, slept).select(QUERY) == EDF
    faults.plan(*[Fault(seconds=0.1, body=b"x" * 50, drips=True)] * 3)
    with pytest.raises(ServiceError, match=r"did not answer within 0.3 s \(3 tries\)"):
        made(faults, tmp_path, slept, fresh=True).select(QUERY)


def test_a_body_that_breaks_off_is_asked_for_again(
    faults: Faults, tmp_path: Path, slept: Slept
) -> None:
    faults.plan(Fault(body=b'{"head": {"vars": []}, "results"', promised=1000))
    assert made(faults, tmp_path, slept).select(QUERY) == EDF
    faults.plan(*[Fault(body=b"{", promised=9)] * 3)
    with pytest.raises(ServiceError, match="broke off after 1 of 9 bytes"):
        made(faults, tmp_path, slept, fresh=True).select(QUERY)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"{}", b"\xff\xfe", b'{"head": {}, "boolean": true}',
     b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"no iri"}}]}}',
     b'{"head":{"vars":["x"]},"results":{"bindings":[]}} java.util.concurrent.TimeoutException'],
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_not_kept(
    faults: Faults, tmp_path: Path, slept: Slept, body: bytes
) -> None:
    faults.plan(Fault(body=body))
    with pytest.raises(ServiceError, match=f"{faults.address} gave an answer that cannot be read"):
        made(faults, tmp_path, slept).select(QUERY)
    assert (len(faults.seen), list(tmp_path.glob("*.json"))) == (1, [])


def test_a_large_answer_is_refused(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    faults.plan(Fault(body=b" " * 2000))
    manners = Manners(pause=0, seconds=5, max_bytes=1000)
    with pytest.raises(ServiceError, match="longer than 1000 bytes"):
        made(faults, tmp_path, slept, manners).select(QUERY)
    assert len(faults.seen) == 1


def test_nobody_there(tmp_path: Path, slept: Slept) -> None:
    address = "http://127.0.0.1:1/sparql"
    endpoint = Endpoint(address, contact=CONTACT, cache=tmp_path, manners=QUICK, sleep=slept)
    with pytest.raises(ServiceError, match=f"{address} cannot be used: the connection failed"):
        endpoint.select(QUERY)


@pytest.mark.parametrize(
    "address", ["", "ftp://a/", "file:///etc/passwd", "http://a:b@c/", "https://u@c/", "c/sparql"]
)
def test_other_addresses_are_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadRequestError, match="no address to ask"):
        Endpoint(address, contact=CONTACT, cache=tmp_path)


@pytest.mark.parametrize(
    "contact",
    ["", "me", "a@b", "a@b.c)\r\nX: y", "a b@c.de", "почта@x.org", "ftp://a.b", "(a@b.c)"],
)
def test_whoever_asks_says_who(tmp_path: Path, contact: str) -> None:
    with pytest.raises(ConfigurationError, match="KZGRAPH_CONTACT"):
        Endpoint("http://localhost/", contact=contact, cache=tmp_path)


def test_a_cache_that_cannot_be_written(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KzgraphError, match="cannot be written to"):
        made(faults, tmp_path / "file", slept).select(QUERY)
    assert faults.seen == []


def test_terms_keep_language_and_datatype(faults: Faults, tmp_path: Path, slept: Slept) -> None:
    query = """SELECT (STRLANG("é", "fr") AS ?a) (2 AS ?b) WHERE {}"""
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    rows = made(faults, tmp_path, slept).select(query)
    assert rows == [{"a": Literal("é", language="fr"), "b": Literal("2", datatype=integer)}]
