"""What is made once for all the processes of a run of tests, and copied to each."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a copy of a folder that the first process to come here makes; the others wait for it.

    Each process has a copy of its own, so that no test can change what another process has.
    """
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    made = run / f"once-{name}"
    with (run / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            begun = factory.mktemp(name)
            make(begun)
            begun.rename(made)
    copy = factory.mktemp(name) / "copy"
    return Path(shutil.copytree(made, copy, symlinks=True))
