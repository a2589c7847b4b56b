"""The process that writes for a service."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest
from processes import alive, family_of

from kzgraph.release import Home
from kzgraph.release.changes import Update
from kzgraph.release.plain import init
from kzgraph.release.writer import Writer, _prepare, _rules
from kzgraph.validation import known
from kzgraph.validation.rules import Rules

RULES = Path(__file__).resolve().parents[2] / "shapes"


def test_a_writer_that_was_killed_while_it_waited_is_replaced(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    init(home, [])
    before = family_of(os.getpid())

    def write(text: str) -> str:
        update = Update(f"INSERT DATA {{ <urn:s> <urn:p> {text} }}")
        return asyncio.run(writer.write(update, None, validated=True))[0]

    with Writer(home.path, RULES, deadline=60, memory=1024) as writer:
        first = write("1")
        time.sleep(0.2)  # it waits for the next write now
        victims = family_of(os.getpid()) - before
        (idle,) = (pid for pid in victims if not family_of(pid) - {pid} and _forked(pid))
        os.kill(idle, signal.SIGKILL)
        until = time.monotonic() + 10
        while alive({idle}) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.5)  # until pebble knows
        second = write("2")
    assert first != second == home.current().id


def _forked(pid: int) -> bool:
    return b"forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known of any rules, nor can it be found out."""
    for made in (known.reading_of, known.aimed, known.reach_of, _rules):
        made.cache_clear()
    for memory in ("_READINGS", "_AIMED", "_REACH"):
        monkeypatch.setattr(known, memory, {})
    for maker in ("patterns.read", "aiming.aim", "reach.find_reach"):
        monkeypatch.delattr(f"kzgraph.validation.{maker}")


@pytest.mark.usefixtures("unknown")
def test_it_is_ready_by_what_is_kept_of_the_rules(built_home: Path) -> None:
    _prepare(built_home, RULES)
    assert known.aimed(Rules.read(RULES).shape_files)


@pytest.mark.usefixtures("unknown")
def test_where_nothing_is_held_to_rules_they_are_not_read(tmp_path: Path) -> None:
    init(Home(tmp_path / "home"), [])
    _prepare(tmp_path / "home", RULES)
    with pytest.raises(ImportError):
        known.aimed(Rules.read(RULES).shape_files)
