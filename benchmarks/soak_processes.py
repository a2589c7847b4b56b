"""The processes of a service: what each does, and what it holds, as /proc tells."""

import re
from dataclasses import dataclass
from pathlib import Path

LASTING = ("supervisor", "service processes", "fork servers", "writers")
QUERIES = "query workers"
"""They come and go: one that meets a runaway query holds much, and ends with it. So the one in the middle
is judged, and not how many there are of these."""
ROLES = (*LASTING, QUERIES)


@dataclass(frozen=True)
class Use:
    """What a process holds: MiB (proportional set size), those of them in no file, files, threads."""

    memory: float
    anonymous: float
    files: int
    threads: int


def measured(pid: int) -> Use | None:
    """Return what a process holds; None of one that has ended."""
    sizes = dict(re.findall(rb"^(Pss|Pss_Anon):\s+(\d+)", of(pid, "smaps_rollup"), re.MULTILINE))
    try:
        files, threads = (
            sum(1 for _ in Path(f"/proc/{pid}/{n}").iterdir()) for n in ("fd", "task")
        )
        return Use(int(sizes[b"Pss"]) / 1024, int(sizes[b"Pss_Anon"]) / 1024, files, threads)
    except (OSError, KeyError):
        return None


def roles(pid: int) -> dict[int, str]:
    """Return what each process of a service does: ``pid`` is the first of them."""
    found = family(pid)
    servers = {one for one in found if b"forkserver" in of(one, "cmdline")}
    return {one: "supervisor" if one == pid else _role(one, servers) for one in found}


def _role(pid: int, servers: set[int]) -> str:
    if pid in servers and parent(pid) in servers:
        # Both are forked: who writes reads indexes, for which a query worker has no module.
        return "writers" if b"_sqlite3" in of(pid, "maps") else QUERIES
    helps = pid in servers or b"resource_tracker" in of(pid, "cmdline")
    return "fork servers" if helps else "service processes"


def family(pid: int) -> set[int]:
    """Return a process and all that descend from it."""
    parents = {int(path.name): parent(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    found = {pid}
    while more := {child for child, its in parents.items() if its in found} - found:
        found |= more
    return found


def parent(pid: int) -> int:
    """Return the parent of a process, 0 of one that has ended."""
    fields = of(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def of(pid: int, name: str) -> bytes:
    """Return a file of /proc, nothing where the process has ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
