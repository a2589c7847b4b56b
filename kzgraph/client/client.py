"""The client: one class for both backends."""

from pathlib import Path
from typing import Self

from kzgraph.client.call import Backend
from kzgraph.client.evidence import EvidenceCalls
from kzgraph.client.finding import FindingCalls
from kzgraph.client.happenings import HappeningCalls
from kzgraph.client.http import Http
from kzgraph.client.local import Local
from kzgraph.client.offices import OfficeCalls
from kzgraph.client.passages import PassageCalls
from kzgraph.client.releases import ReleaseCalls
from kzgraph.client.things import ThingCalls


class Client(
    ThingCalls,
    EvidenceCalls,
    HappeningCalls,
    OfficeCalls,
    FindingCalls,
    ReleaseCalls,
    PassageCalls,
):
    """The calls of ``/v1``, answered by a service or by a release in this file system.

    ``Client("http://127.0.0.1:8000")`` asks a service, ``Client(".kzgraph")`` opens the current
    release of a home, ``Client(".kzgraph/releases/<hash>")`` that release. Methods return the frozen
    dataclasses of ``kzgraph.model``, lists a ``Listing``, and both backends give equal answers. Every
    method raises the errors of ``kzgraph.errors``: ``NotFoundError``, ``BadRequestError`` and, where
    a service cannot be reached or fails, ``ServiceError``.

    Any number of threads may use one client. It is a context manager, and ``close`` lets go of
    connections and files.
    """

    def __init__(self, where: str | Path, *, timeout: float = 30.0) -> None:
        """Open a release, or prepare to ask a service; ``timeout`` is in seconds for each answer.

        Raises ``NoReleaseError`` and ``StoreError`` for a folder; a service is asked only later.
        """
        super().__init__(_backend(where, timeout))

    def close(self) -> None:
        """Let go of connections and files."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _backend(where: str | Path, timeout: float) -> Backend:
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        return Http(where, timeout)
    return Local(Path(where))
