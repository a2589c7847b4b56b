"""A process beside this one: Python runs on one core, and a build can be done on two."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Final, TypeVar

from kzgraph.errors import StoreError

T = TypeVar("T")

_LARGE: Final = 8 * 1024 * 1024
"""Bytes of files from which a process of its own, which takes half a second to start, is worth it."""


_YOUNG: Final = 100_000
"""Things made before Python looks for circles among them: a build makes millions, and few circles."""


@contextmanager
def process_for(files: Iterable[Path]) -> Iterator[Executor | None]:
    """Give a process for half of the work on some files; None where they are not large.

    It has ended when the block has, and ends when this process is killed. Raises ``StoreError`` where
    it is killed itself.
    """
    if sum(file.stat().st_size for file in files) < _LARGE:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    usual = gc.get_threshold()
    gc.set_threshold(_YOUNG)
    try:
        with ProcessPoolExecutor(1, mp_context=context, initializer=_begin) as beside:
            yield beside
    except BrokenProcessPool as exc:
        raise StoreError(
            "The second process of the build was killed; where memory ran out, set a smaller "
            "KZGRAPH_BUILD_MEMORY."
        ) from exc
    finally:
        gc.set_threshold(*usual)


def begun(beside: Executor | None, work: Callable[..., T], *given: object) -> Callable[[], T]:
    """Begin some work in the process beside, and return what waits for it; without one, do it now."""
    if beside is not None:
        return beside.submit(work, *given).result
    done = work(*given)
    return lambda: done


def _begin() -> None:
    gc.set_threshold(_YOUNG)
    _end_with_parent()


def _end_with_parent() -> None:
    # Whoever interrupts a build in a terminal interrupts both; this one ends with the other.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
