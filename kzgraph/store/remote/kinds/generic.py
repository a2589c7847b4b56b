"""An engine that does everything as SPARQL 1.1 says."""

from collections.abc import Mapping
from typing import ClassVar

import httpx

from kzgraph.store.remote.places import Beginnings, Replacements

TABLE = "application/sparql-results+json"
TRIPLES = "application/n-triples"


class Generic:
    """How an engine is spoken to. Other kinds override what they do otherwise."""

    shares: ClassVar[bool] = False
    """Whether even a dataset of one's own needs a name for the default graph."""
    graph_parameter: ClassVar[str] = "graph"
    """The parameter of the graph store protocol that names a graph."""
    triples: ClassVar[str] = TRIPLES
    """The media type of N-Triples that are sent."""
    most_triples: ClassVar[int | None] = None
    """How many triples one update may name; None for any number."""
    most_constructed: ClassVar[str | None] = None
    """What asks beyond how many triples it cuts the answer to CONSTRUCT or DESCRIBE silently."""
    drop: ClassVar[str] = "DROP SILENT GRAPH <{graph}>"
    corrections: ClassVar[Replacements] = ()
    """What is wrong in tables of solutions, and how it should read."""

    renamed: ClassVar[Beginnings] = ()
    """How IRIs begin that the engine does not keep as they are, and how they are kept there."""

    def auth(self, user: str, password: str) -> httpx.Auth | None:
        """Return how somebody proves who they are; None for nobody."""
        return httpx.BasicAuth(user, password) if user else None

    def parameters(self, seconds: float) -> Mapping[str, str]:
        """Return what is sent with a query beside what the protocol has."""
        del seconds
        return {}

    def update(self, text: str) -> tuple[dict[str, str], bytes]:
        """Return the headers and the body of an update."""
        return {"Content-Type": "application/sparql-update"}, text.encode()

    def timed_out(self, status: int, headers: Mapping[str, str], body: bytes) -> bool:
        """Tell whether an answer says that the engine gave up for lack of time."""
        del headers, body
        return status == httpx.codes.REQUEST_TIMEOUT

    def refuses(self, status: int, body: bytes) -> bool:
        """Tell whether an answer says that what was sent is at fault, and not the engine's state."""
        del body
        return status == httpx.codes.BAD_REQUEST

    def row_cap(self, headers: Mapping[str, str]) -> int | None:
        """Return at how many rows the engine says that it cut an answer, None if it did not."""
        del headers
        return None

    def boolean(self, body: bytes) -> bytes:
        """Return the answer to ASK in the form of the specification."""
        return body
