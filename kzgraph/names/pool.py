"""Connections to a SQLite file that nobody changes, borrowed by any number of threads."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any, Final

_MOST_PARSED: Final = 512
"""Questions that a connection keeps parsed."""

_MAPPED: Final = 2**36
"""Bytes of the file that are read from the memory of the system; SQLite takes 2 GiB at the most."""


class Connections:
    """A file opened for reading; SQLite lets go of the interpreter while it works."""

    def __init__(self, path: Path) -> None:
        # "immutable" spares the locks of files: nobody writes to a release.
        self._address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = False

    def rows(self, question: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the rows that answer a question. Raises ``sqlite3.Error``, also after the close."""
        connection = self._borrow()
        try:
            return connection.execute(question, values).fetchall()
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close what is idle; what is lent is closed when it comes back."""
        self._closed = True
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _borrow(self) -> sqlite3.Connection:
        if self._closed:
            raise sqlite3.ProgrammingError("the file is closed")
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        # Another thread may borrow it next, never two at once.
        connection = sqlite3.connect(
            self._address,
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            cached_statements=_MOST_PARSED,
        )
        try:
            # The pages of the system are read where they lie: a copy of each takes most of the time.
            connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        self._idle.put(connection)
        if self._closed:
            self.close()
