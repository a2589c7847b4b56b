"""Forcing files to disk, so that a rename never outruns what it names."""

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
