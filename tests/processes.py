"""Looking at the processes of a service that a test started.

Hundreds of tests look after each of their requests, so files are read by calls of the system: those of
pathlib took three times as long.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

ESTABLISHED, SYN_SENT = "01", "02"


def server_of(address: str) -> int:
    """Return the process id of the service that answers at an address of ``start_service``."""
    wanted = b"--port\0" + address.rpartition(":")[2].encode() + b"\0"
    (pid,) = (pid for pid in _pids() if wanted in _read(f"/proc/{pid}/cmdline"))
    return pid


def family_of(pid: int) -> set[int]:
    """Return a process and all that descend from it."""
    parents = {child: _parent(child) for child in _pids()}
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def children_of(pid: int) -> set[int]:
    """Return the processes that a process has started itself."""
    return {child for child in _pids() if _parent(child) == pid}


def alive(pids: set[int]) -> set[int]:
    """Return which of these processes still run; one that only waits to be reaped does not."""
    running = {pid for pid in pids if Path(f"/proc/{pid}/stat").exists()}
    return {pid for pid in running if _fields(pid)[:1] not in ([b"Z"], [])}


def open_files(pid: int) -> int:
    """Return how many files a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def resident(pid: int) -> int:
    """Return the MiB of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096 // 2**20


def outbound(pid: int, port: int) -> list[str]:
    """Return the remote ends of connections of a process and its workers, but those to its port."""
    own = f":{port:04X}"
    sockets = {name for member in family_of(pid) for name in _sockets(member)}
    lines = [line for table in ("tcp", "tcp6", "udp", "udp6") for line in _table(table)]
    return [line[2] for line in lines if line[9] in sockets and not line[1].endswith(own)]


def _table(name: str) -> list[list[str]]:
    """Return the lines of connections that stand or are asked for; most others only time out."""
    path = Path("/proc/net", name)
    lines = path.read_text().splitlines()[1:] if path.exists() else []
    return [line.split() for line in lines if line.split(None, 4)[3] in (ESTABLISHED, SYN_SENT)]


def _sockets(pid: int) -> set[str]:
    """Return the inodes of the sockets that a process has open."""
    found = set[str]()
    with suppress(OSError), os.scandir(f"/proc/{pid}/fd") as files:  # the process may end
        for file in files:
            with suppress(OSError):  # and a file be closed
                told = file.stat()
                found |= {str(told.st_ino)} if stat.S_ISSOCK(told.st_mode) else set()
    return found


def _pids() -> list[int]:
    with os.scandir("/proc") as entries:
        return [int(entry.name) for entry in entries if entry.name.isdecimal()]


def _read(path: str) -> bytes:
    try:
        file = os.open(path, os.O_RDONLY)
        try:
            return os.read(file, 2**16)
        finally:
            os.close(file)
    except OSError:
        return b""


def _fields(pid: int) -> list[bytes]:
    """Return what follows the name of a process: its state, its parent, ..."""
    return _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()


def _parent(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[1]) if fields else 0
