"""Releases that are kept and not current, opened for whoever pulls one of them."""

import weakref
from collections import OrderedDict
from threading import Lock
from typing import Final

from kzgraph.release import Home
from kzgraph.release.listing import find
from kzgraph_api.service import OpenRelease

_MOST: Final = 2
"""Releases that stay open, with their dumps, for a transfer that goes on later."""


class Older:
    """The last ones that were asked for; one is closed when nobody reads it any more."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, OpenRelease] = OrderedDict()
        self._lock = Lock()

    def of(self, home: Home, name: str) -> OpenRelease:
        """Return a release, opened if it is not. Raises ``NotFoundError`` and ``StoreError``."""
        release = find(home, name)
        with self._lock:
            opened = self._open.pop(name, None)
            if opened is None:
                graph = release.open_graph()
                opened = OpenRelease(release, graph)
                weakref.finalize(opened, graph.close)
            self._open[name] = opened
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
            return opened

    def close(self) -> None:
        """Let go of all."""
        self._open.clear()
