"""Giving commands of ours: in this process, or in one of its own.

A process takes a second to start, so what a command does is tested in this one; that the processes
of users tell it in the same way is tested once for each way of telling (tests/cli/test_process.py).
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from kzgraph.cli import command_line
from kzgraph.cli.exits import exit_code
from kzgraph.errors import KzgraphError


class Done(NamedTuple):
    """What a command has printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def command(
    *arguments: str, env: Mapping[str, str], stdin: str = "", folder: Path | None = None
) -> Done:
    """Give a command in this process, in a folder; an error of ours is told as ``main`` tells it.

    Of our settings, those of ``env`` hold and no others. An exception that is none of ours is raised.
    """
    inherited = {name: None for name in os.environ if name.startswith("KZGRAPH_")}
    with chdir(folder or Path.cwd()):
        result = CliRunner().invoke(
            command_line(), arguments, input=stdin, env={**inherited, **env}
        )
    told = result.exception
    if isinstance(told, KzgraphError):
        return Done(exit_code(told), result.stdout, f"{result.stderr}kzgraph: {told}\n")
    if told and not isinstance(told, SystemExit):
        raise told
    return Done(result.exit_code, result.stdout, result.stderr)


def process(
    *arguments: str, env: Mapping[str, str], stdin: str = "", folder: Path | None = None
) -> Done:
    """Do the same in a process of its own, as a user does."""
    done = subprocess.run(
        [sys.executable, "-m", "kzgraph", *arguments],
        cwd=folder,
        env={name: v for name, v in os.environ.items() if not name.startswith("KZGRAPH_")} | env,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
