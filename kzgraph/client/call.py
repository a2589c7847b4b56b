"""One call, in the two ways in which it can be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from kzgraph.read.graph import Graph
from kzgraph.release import Home, Release

T = TypeVar("T")

Parameters = Mapping[str, Any]
"""Names of parameters, as they stand in an address, to values; None where one is not given."""


@dataclass(frozen=True)
class Opened:
    """A release in this file system, opened for reading, and the home that it stands in."""

    release: Release
    graph: Graph

    @property
    def home(self) -> Home:
        """The folder under which this release and others live."""
        return Home(self.release.path.parent.parent)


@dataclass(frozen=True)
class Call(Generic[T]):
    """A call: the address and the parameters that it has over HTTP, and what makes it here.

    ``path`` is relative to ``/v1``; ``answer`` is the dataclass that comes back.
    """

    answer: type[T]
    path: str
    parameters: Parameters
    read: Callable[[Opened], T]


class Backend(Protocol):
    """Where answers come from."""

    def answer(self, call: Call[T]) -> T:
        """Return the answer to a call. Raises the errors of ``kzgraph.errors``."""

    def close(self) -> None:
        """Let go of connections and files."""
