"""The socket to one worker: what comes over it, and what its end looks like."""

import asyncio
import logging
import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from kzgraph.engine import Engine, EngineLimits, line
from kzgraph.engine.frames import LENGTH, framed, pickled, receive, send
from kzgraph.engine.line import Line
from kzgraph.engine.worker import Task
from kzgraph.errors import StoreError
from kzgraph.sparql import Formats
from kzgraph.store import EmbeddedStore, Result

LIMITS = EngineLimits(1, deadline=10, memory=256)
FORMATS = Formats("application/sparql-results+json", "text/turtle")
ASK = "ASK {}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    EmbeddedStore.create(tmp_path / "store").close()
    return tmp_path / "store"


@pytest.fixture
def started() -> Iterator[Line]:
    """A worker that is ready."""
    one = Line.start(LIMITS)
    one.wait_until_ready()
    yield one
    one.kill()
    one.close()
    one.wait_until_ended()


@pytest.fixture
def pair() -> Iterator[tuple[Line, socket.socket]]:
    """A line, and the end of it that a worker would have."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    one = Line(ours, Future())
    with theirs:
        yield one, theirs
    one.close()


def task(store: object = "nowhere", query: str = ASK) -> Task:
    return Task(str(store), query, FORMATS.solutions, FORMATS.triples, None, 10)


def pid_of(one: Line) -> int:
    assert one._pid is not None
    return one._pid


@pytest.mark.parametrize("size", [0, 1, 100_000, 3_000_000])
def test_a_frame_of_any_size_arrives(pair: tuple[Line, socket.socket], size: int) -> None:
    one, theirs = pair
    result = Result("text/csv", b"x" * size)

    async def scene() -> Result:
        sending = asyncio.to_thread(lambda: (receive(theirs), send(theirs, pickled(result))))
        answer, _ = await asyncio.gather(one.answer(task()), sending)
        return answer

    assert asyncio.run(scene()) == result
    assert one.whole


def test_a_frame_may_come_byte_by_byte(pair: tuple[Line, socket.socket]) -> None:
    one, theirs = pair

    def drip() -> None:
        for number in framed(Result("text/csv", b"x")):
            theirs.send(bytes([number]))

    async def scene() -> Result:
        answer, _ = await asyncio.gather(one.answer(task()), asyncio.to_thread(drip))
        return answer

    assert asyncio.run(scene()).body == b"x"


def test_an_error_is_an_answer(pair: tuple[Line, socket.socket]) -> None:
    one, theirs = pair
    send(theirs, pickled(StoreError("no")))
    with pytest.raises(StoreError, match="no"):
        asyncio.run(one.answer(task()))
    assert one.whole


@pytest.mark.parametrize("sent", [b"", b"\0", LENGTH.pack(100) + b"x", LENGTH.pack(9**6) + b"x"])
def test_a_worker_that_ends_within_its_answer(
    pair: tuple[Line, socket.socket], sent: bytes
) -> None:
    one, theirs = pair

    async def scene() -> None:
        asked = asyncio.create_task(one.answer(task()))
        await asyncio.sleep(0)
        receive(theirs)
        theirs.sendall(sent)
        theirs.close()
        await asked

    with pytest.raises(EOFError):
        asyncio.run(scene())
    assert not one.whole


@pytest.mark.parametrize("before", [True, False])
def test_a_worker_that_ended_before_it_read_the_query(
    pair: tuple[Line, socket.socket], before: bool
) -> None:
    one, theirs = pair

    async def scene() -> None:
        if before:
            theirs.close()
        asked = asyncio.create_task(one.answer(task()))
        await asyncio.sleep(0)
        theirs.close()
        await asked

    with pytest.raises(ConnectionError):
        asyncio.run(scene())
    assert not one.whole


def test_a_worker_says_that_it_is_ready_and_is_no_child_of_ours(started: Line, path: Path) -> None:
    status = Path(f"/proc/{pid_of(started)}/stat").read_text()
    assert int(status.rpartition(")")[2].split()[1]) != os.getpid()
    assert b"true" in asyncio.run(started.answer(task(path))).body


def test_a_worker_ends_with_its_line(started: Line) -> None:
    pid = pid_of(started)
    started.close()
    started.wait_until_ended()
    assert not Path(f"/proc/{pid}").exists()


def test_a_worker_killed_while_idle_is_no_fault_of_a_query(started: Line) -> None:
    os.kill(pid_of(started), signal.SIGKILL)
    started.wait_until_ended()
    with pytest.raises(ConnectionError):
        asyncio.run(started.answer(task()))
    started.kill()


def test_a_line_that_is_closed_kills_nobody(started: Line) -> None:
    started.close()
    started.kill()
    assert started.wait_until_ended() is None


def test_an_error_that_nobody_foresaw_ends_the_worker_and_is_known(started: Line) -> None:
    with pytest.raises(EOFError):
        asyncio.run(started.answer("no task"))  # type: ignore[arg-type]
    assert isinstance(started.wait_until_ended(), AttributeError)


def test_a_worker_that_does_not_start_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, faults = line._started, [OSError("no more processes")]

    def start(*arguments: object) -> "Future[None]":
        if faults:
            raise faults.pop()
        return real(*arguments)

    monkeypatch.setattr(line, "_started", start)
    with caplog.at_level(logging.ERROR), Engine(LIMITS) as engine:
        assert engine.answer_sync(path, ASK, FORMATS).body
    assert "A worker did not start: OSError('no more processes')" in caplog.text


def test_an_engine_without_workers_is_not_healthy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(line, "_started", start)
    monkeypatch.setattr("kzgraph.engine.engine._GRACE", 0.05)
    monkeypatch.setattr("kzgraph.engine.engine._HEALTH_DEADLINE", 0.05)
    began = time.monotonic()
    with Engine(LIMITS) as engine:
        assert not engine.healthy(path)
    assert time.monotonic() - began < 2
