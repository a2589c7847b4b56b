"""Virtuoso 7 (Debian's ``virtuoso-opensource``) in a folder of its own: started, loaded, stopped."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from servers import free_port

GRAPH = "https://w3id.org/kzgraph/graph/default"
"""The graph of Virtuoso that stands for the default graph: it has none of its own."""

BUFFER = 8192
"""Bytes of a page; Virtuoso's own advice is two thirds of the free memory in buffers of them."""
READY_SECONDS = 120

_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}, {data}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CheckpointInterval = 60
ThreadsPerQuery = {cores}
AsyncQueueMaxThreads = {cores}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 600
"""


@dataclass(frozen=True)
class Virtuoso:
    """A Virtuoso that runs: where it answers SPARQL, its process and the port of its SQL."""

    endpoint: str
    pid: int
    sql: int

    def execute(self, *statements: str) -> str:
        """Run SQL statements, and return what they print. Raises ``RuntimeError`` on a fault."""
        command = ["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba", "BANNER=OFF", "VERBOSE=OFF"]
        text = " ".join(f"{statement};" for statement in statements)
        done = subprocess.run(
            [*command, f"EXEC={text}"], check=False, capture_output=True, text=True
        )
        if done.returncode or "*** Error" in done.stderr + done.stdout:
            raise RuntimeError(done.stderr + done.stdout)
        return done.stdout

    def load(self, file: Path) -> None:
        """Load a file by the bulk loader, in as many loaders as there are cores.

        Of N-Quads too; what stands in no graph there goes to ``GRAPH``.
        """
        self.execute(f"ld_dir('{file.parent}', '{file.name}', '{GRAPH}')")
        loaders = [
            subprocess.Popen(
                ["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba", "EXEC=rdf_loader_run();"],
                stdout=subprocess.DEVNULL,
            )
            for _ in range(os.cpu_count() or 1)
        ]
        for loader in loaders:
            loader.wait()
        self.execute("checkpoint")
        faults = self.execute(
            "select ll_file, ll_error from DB.DBA.load_list where ll_error is not null"
        )
        if file.name in faults:
            raise RuntimeError(faults)


def available() -> bool:
    """Tell whether Virtuoso is installed."""
    return shutil.which("virtuoso-t") is not None and shutil.which("isql-vt") is not None


@contextmanager
def virtuoso(folder: Path, data: Path) -> Iterator[Virtuoso]:
    """Start a Virtuoso whose files lie in a folder, and that may load files from another."""
    sql, http = free_port(), free_port()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")
    buffers = min(680_000, int(memory / 2 / BUFFER))
    shutil.rmtree(folder, ignore_errors=True)  # what a run that was killed has left
    folder.mkdir(parents=True)
    ini = folder / "virtuoso.ini"
    ini.write_text(
        _INI.format(
            folder=folder, data=data, sql=sql, http=http, cores=os.cpu_count(),
            buffers=buffers, dirty=buffers * 3 // 4,
        )
    )  # fmt: skip
    process = subprocess.Popen(
        ["virtuoso-t", "+foreground", "+configfile", str(ini)],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = Virtuoso(f"http://127.0.0.1:{http}/sparql", process.pid, sql)
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait(server: Virtuoso, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"Virtuoso has ended with {process.returncode}")
        try:
            server.execute("select 1")
        except RuntimeError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(server.endpoint)
