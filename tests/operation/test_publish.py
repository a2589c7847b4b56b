"""A publish under load: no request is dropped, and nothing of the old release stays open."""

import gc
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event

import httpx
import pytest
from processes import family_of, open_files, resident, server_of

from kzgraph.release import Home
from kzgraph.release.plain import init
from kzgraph.settings import Settings
from kzgraph_api.service import Service

pytestmark = [pytest.mark.server, pytest.mark.slow]

StartService = Callable[..., str]

CLIENTS = 8
PUBLISHES = 10


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, dict[str, str]]:
    """A home with two releases, and the value that each holds."""
    folder = tmp_path_factory.mktemp("two")
    home = Home(folder / "home")
    values = {}
    for value in ("one", "two"):
        file = folder / f"{value}.ttl"
        file.write_text(f'<urn:s> <urn:p> "{value}" .')
        values[init(home, [file]).id] = value
    return home, values


@pytest.fixture(scope="module")
def plain_service(releases: tuple[Home, dict[str, str]], start_service: StartService) -> str:
    return start_service(home=releases[0].path, derive="off", rate=0)


def _switch(home: Home, name: str) -> None:
    home.switch(name, by="test")


def _asks_until(stop: Event, address: str, kept: bool) -> list[tuple[int, str, str]]:
    """Ask until told to stop; return statuses, releases and values."""
    seen = []
    numbers = count()
    with httpx.Client(base_url=address, timeout=20) as client:
        while not stop.is_set():
            query = "SELECT ?o { <urn:s> <urn:p> ?o }" + ("" if kept else f" # {next(numbers)}")
            answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
            value = answer.text.split("\r\n")[1] if answer.status_code == 200 else answer.text
            seen.append((answer.status_code, answer.headers["kzgraph-release"], value))
    return seen


def test_no_request_is_dropped(releases: tuple[Home, dict[str, str]], plain_service: str) -> None:
    home, values = releases
    names = list(values)
    stop = Event()
    with ThreadPoolExecutor(CLIENTS) as pool:
        loops = [
            pool.submit(_asks_until, stop, plain_service, number % 2 == 0)
            for number in range(CLIENTS)
        ]
        for number in range(PUBLISHES):
            time.sleep(0.1)
            _switch(home, names[number % 2])
        time.sleep(0.1)
        stop.set()
        seen = [answer for loop in loops for answer in loop.result()]
    assert {status for status, _, _ in seen} == {200}
    assert {(release, value) for _, release, value in seen} == set(values.items())


def test_nothing_grows(releases: tuple[Home, dict[str, str]], plain_service: str) -> None:
    home, values = releases
    family = family_of(server_of(plain_service))

    def publish(times: int) -> tuple[dict[int, int], int]:
        for _ in range(times):
            for name in values:
                _switch(home, name)
                assert httpx.get(f"{plain_service}/v1/sources").headers["kzgraph-release"] == name
                answer = httpx.get(f"{plain_service}/sparql?query=ASK%20%7B%7D")
                assert answer.headers["kzgraph-release"] == name
        files = {pid: open_files(pid) for pid in family}
        return files, sum(resident(pid) for pid in family)

    files, memory = publish(5)
    files_after, memory_after = publish(20)
    assert all(files_after[pid] <= files[pid] + 3 for pid in family)
    assert memory_after - memory < 40


def test_the_next_request_after_a_publish_sees_it(
    releases: tuple[Home, dict[str, str]], plain_service: str
) -> None:
    home, values = releases
    for name in [*values] * 5:
        _switch(home, name)
        assert httpx.get(f"{plain_service}/healthz").headers["kzgraph-release"] == name


def service_over(home: Home) -> Service:
    parts = dict.fromkeys(("engine", "writer", "relay"))
    return Service(Settings(home=home.path), **parts)  # type: ignore[arg-type]


def test_a_request_keeps_its_release(releases: tuple[Home, dict[str, str]]) -> None:
    home, values = releases
    first, second = values
    _switch(home, first)
    service = service_over(home)
    held = service.current()
    assert service.current() is held
    _switch(home, second)
    assert (held.id, service.current().id) == (first, second)
    store = held.store
    assert store.ask("ASK { ?s ?p ?o }")
    del held
    with pytest.raises(AttributeError):
        store.ask("ASK {}")  # it was closed


def test_what_refers_to_itself_does_not_keep_the_release_before(
    releases: tuple[Home, dict[str, str]],
) -> None:
    home, values = releases
    first, second = values
    _switch(home, first)
    service = service_over(home)
    page: list[object] = [service.current().graph]  # as one that Jinja has rendered
    page.append(page)
    before = weakref.ref(service.current().graph)
    del page
    gc.disable()
    try:
        _switch(home, second)
        assert service.current().id == second
        until = time.monotonic() + 10
        while before() is not None and time.monotonic() < until:
            time.sleep(0.02)
        assert before() is None
    finally:
        gc.enable()


def test_a_release_that_cannot_be_opened_is_passed_over(
    releases: tuple[Home, dict[str, str]], caplog: pytest.LogCaptureFixture
) -> None:
    home, values = releases
    first, second = values
    _switch(home, first)
    service = service_over(home)
    (home.path / "releases" / "broken").mkdir(exist_ok=True)
    _switch(home, "broken")
    assert [service.current().id for _ in range(3)] == [first] * 3
    assert caplog.text.count("cannot be opened") == 1, "not once a request"
    _link(home).unlink()
    assert service.current().id == first
    _switch(home, second)
    time.sleep(1.1)
    assert service.current().id == second


def _link(home: Home) -> Path:
    return home.path / "current"
