"""Answers kept as bytes, and evaluations that are shared."""

import asyncio
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from kzgraph.engine import Result
from kzgraph.errors import QueryKilledError
from kzgraph.sparql import Dataset, Formats
from kzgraph_api.answers import Address, Cache, Flights, Key, Ready

FORMATS = Formats("text/csv", "text/turtle")
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def key(query: str, release: str = "r1", dataset: Dataset | None = None) -> Key:
    return Key(release, query, FORMATS, dataset)


def ready(size: int = 10) -> Ready:
    return Ready("ASK {}", Result("text/csv", b"x" * size), {"ETag": 'W/"1"'})


def test_an_answer_is_kept_for_all_that_it_depends_on() -> None:
    cache, answer = Cache(1_000_000), ready()
    assert cache.get(key("q")) is None
    cache.put(key("q"), answer)
    assert cache.get(key("q")) is answer
    assert cache.get(key("other")) is None
    assert cache.get(key("q", dataset=Dataset(("a:b",)))) is None
    assert (cache.hits, cache.misses) == (1, 3)


def test_the_longest_unused_goes_first() -> None:
    cache = Cache(50_000)
    cache.get(key("0"))
    for name in "01234":
        cache.put(key(name), ready(7000))
    assert cache.get(key("0")) is not None
    cache.put(key("5"), ready(7000))
    assert [name for name in "012345" if cache.get(key(name))] == list("02345")
    assert 0 < cache.size <= 50_000


def test_a_large_answer_and_one_too_many_times_kept_do_not_fill_the_cache() -> None:
    cache = Cache(50_000)
    cache.get(key("0"))
    cache.put(key("large"), ready(20_000))
    assert cache.get(key("large")) is None
    for _ in range(100):
        cache.put(key("same"), ready(5000))
    assert cache.size < 10_000
    none = Cache(0)
    none.get(key("0"))
    none.put(key("0"), ready(1))
    assert (none.size, none.get(key("0"))) == (0, None)


def test_another_release_empties_the_cache() -> None:
    cache, address = Cache(50_000), Address(b"query=q", ())
    cache.get(key("q"))
    cache.put(key("q"), ready())
    cache.remember(address, key("q"))
    assert cache.at("r1", address) is not None
    assert cache.at("r2", address) is None
    assert cache.get(key("q", "r2")) is None
    cache.put(key("q"), ready())  # a late answer about the release before
    assert cache.size == 0
    assert cache.at("r1", address) is None


def test_few_and_short_addresses_are_remembered() -> None:
    cache = Cache(50_000)
    cache.get(key("q"))
    cache.put(key("q"), ready())
    long = Address(b"x" * 5000, ())
    first = Address(b"first", ())
    for address in (long, first, *(Address(b"%d" % i, ()) for i in range(1024))):
        cache.remember(address, key("q"))
    assert cache.at("r1", long) is None
    assert cache.at("r1", first) is None
    assert cache.at("r1", Address(b"1023", ())) is not None
    assert cache.at("r1", Address(b"1023", (b"text/csv",))) is None


async def join(flights: Flights, key: str, evaluation: "Evaluation") -> Result:
    with flights.joined(key, evaluation.run) as task:
        await asyncio.wait((task,))
        return task.result()


class Evaluation:
    """Counts how often it is started, and ends when it is told to."""

    def __init__(self) -> None:
        self.started = 0
        self.cancelled = 0
        self.end = asyncio.Event()
        self.error: Exception | None = None

    async def run(self) -> Result:
        self.started += 1
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.error:
            raise self.error
        return Result("text/csv", b"done")


def test_who_asks_the_same_waits_for_the_same() -> None:
    async def scene() -> None:
        flights, evaluation = Flights(), Evaluation()
        waiting = [asyncio.create_task(join(flights, "q", evaluation)) for _ in range(5)]
        other = asyncio.create_task(join(flights, "other", evaluation))
        await asyncio.sleep(0.01)
        assert (evaluation.started, len(flights)) == (2, 2)
        evaluation.end.set()
        assert {result.body for result in await asyncio.gather(*waiting, other)} == {b"done"}
        assert len(flights) == 0

    asyncio.run(scene())


def test_one_who_leaves_takes_nobody_along() -> None:
    async def scene() -> None:
        flights, evaluation = Flights(), Evaluation()
        first, second = (asyncio.create_task(join(flights, "q", evaluation)) for _ in "ab")
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.sleep(0.01)
        assert (first.cancelled(), evaluation.cancelled) == (True, 0)
        evaluation.end.set()
        assert (await second).body == b"done"

    asyncio.run(scene())


def test_the_last_who_leaves_ends_it() -> None:
    async def scene() -> None:
        flights, evaluation = Flights(), Evaluation()
        waiting = [asyncio.create_task(join(flights, "q", evaluation)) for _ in "ab"]
        await asyncio.sleep(0.01)
        for task in waiting:
            task.cancel()
        await asyncio.sleep(0.01)
        assert (evaluation.cancelled, len(flights)) == (1, 0)
        late = asyncio.create_task(join(flights, "q", evaluation))
        evaluation.end.set()
        assert (await late).body == b"done"

    asyncio.run(scene())


def test_all_who_wait_hear_of_a_failure() -> None:
    async def scene() -> None:
        flights, evaluation = Flights(), Evaluation()
        evaluation.error = QueryKilledError("dead")
        waiting = [asyncio.create_task(join(flights, "q", evaluation)) for _ in "ab"]
        await asyncio.sleep(0.01)
        evaluation.end.set()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert all(isinstance(outcome, QueryKilledError) for outcome in outcomes)
        assert evaluation.started == 1

    asyncio.run(scene())


@pytest.mark.server
def test_a_repeated_query_is_answered_from_the_cache(client: httpx.Client) -> None:
    query = f"SELECT * {{ ?s ?p ?o }} LIMIT 5 # {uuid.uuid4()}"
    answers = [client.get("/sparql", params={"query": query}) for _ in range(3)]
    answers.append(client.get("/sparql/", params={"query": query}))
    answers.append(client.post("/sparql", data={"query": query}))
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["etag"] for answer in answers}) == 1
    timings = ["desc=hit" in answer.headers["server-timing"] for answer in answers[:4]]
    assert timings == [False, True, True, True]
    head = client.head("/sparql", params={"query": query})
    assert head.headers["content-length"] == str(len(answers[0].content))
    other = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert other.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.server
def test_a_volatile_query_is_evaluated_each_time(client: httpx.Client) -> None:
    params = {"query": "SELECT (STRUUID() AS ?x) {}"}
    assert len({client.get("/sparql", params=params).content for _ in range(3)}) == 3


@pytest.mark.server
def test_the_same_query_at_the_same_time_takes_one_worker(
    start_service: Callable[..., str],
) -> None:
    """One worker, nobody may wait long; five clients ask, and one of them leaves early."""
    service = start_service(query_workers=1, max_waiting=1, deadline=2)

    def ask(patience: float) -> httpx.Response | None:
        params = {"query": CARTESIAN}
        try:
            return httpx.get(f"{service}/sparql", params=params, timeout=patience)
        except httpx.ReadTimeout:
            return None

    began = time.perf_counter()
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(ask, (0.5, 20, 20, 20, 20)))
    assert answers[0] is None
    assert [answer.json()["type"].rpartition("/")[2] for answer in answers[1:] if answer] == (
        ["query-timeout"] * 4
    )
    assert 2 <= time.perf_counter() - began < 3
