"""Files that outlive a kill: forced to disk before they are named, and logs of whole lines."""

import os
from pathlib import Path


def flush(folder: Path) -> None:
    """Force every file below a folder to disk, so that a rename never outruns its content."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    for path in [folder, *(p for p in folder.rglob("*") if p.is_dir())]:
        flush_folder(path)


def flush_folder(folder: Path) -> None:
    """Force to disk which files a folder has."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def append_line(path: Path, line: str) -> None:
    """Add a line to a file, and force it to disk.

    What a kill or a full disk has left of an earlier line is cut off, so that this is one by itself.
    """
    with path.open("a+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(end - 1, 0))
        if file.read() not in (b"", b"\n"):
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
        file.write(line.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())
