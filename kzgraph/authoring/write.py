"""Writing so that nothing is ever half written: beside the place, flushed, then one rename."""

import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kzgraph.errors import BadRequestError, KzgraphError


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a new file beside a path; it takes the path's place when the block ends well.

    Raises ``KzgraphError`` where it cannot be written.
    """
    temporary = path.with_name(f".{uuid.uuid4().hex}{path.suffix}")
    try:
        yield temporary
        flush(temporary)
        temporary.replace(path)
    except OSError as exc:
        raise KzgraphError(f"{path} cannot be written: {exc}") from exc
    finally:
        temporary.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Write a whole file as one step."""
    with beside(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")


def publish_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Write a new folder with some files as one step.

    Raises ``BadRequestError`` where it is there already, ``KzgraphError`` where it cannot be written.
    """
    if folder.exists():
        raise BadRequestError(f"{folder} is there already; an id is given once")
    # Not beside the folder: every folder there is taken for a source.
    temporary = folder.parent.parent / f".{uuid.uuid4().hex}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary.mkdir()
        for name, text in texts.items():
            (temporary / name).write_text(text, encoding="utf-8", newline="")
            flush(temporary / name)
        temporary.rename(folder)
    except OSError as exc:
        raise KzgraphError(f"{folder} cannot be written: {exc}") from exc
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def flush(path: Path) -> None:
    """Force a file to disk, so that a rename never outruns its content."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
