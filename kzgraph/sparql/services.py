"""SERVICE clauses: only to hosts on a list, and only by way of our own relay."""

from collections.abc import Callable, Iterator
from typing import Final

from kzgraph.errors import QueryRefusedError, ServiceError, StoreError
from kzgraph.sparql.tokens import Token, tokens

_SERVICE: Final = "service"
_PAYLOAD: Final = "with payload:\n"
"""What Oxigraph writes before the body of an answer that is an error."""
_UNREADABLE: Final = ("Parser error", "Unsupported Content-Type returned by service")
"""How its errors about a body begin; the store itself parses nothing while it evaluates."""


def redirect_services(query: str, relay: Callable[[str], str]) -> str:
    """Return a query whose SERVICE clauses name the relay's address of each endpoint.

    ``relay`` is given the address that stands in the query, and raises ``QueryRefusedError`` when it
    is not on the list. Oxigraph would connect to any address itself; what it is given is the relay
    alone. Refused are variables and prefixed names, whose address nobody can tell here, and
    escapes, which two parsers read in two ways.
    """
    pieces, done = [], 0
    for endpoint in _endpoints(query):
        pieces.append(f"{query[done : endpoint.start]}<{relay(endpoint.text[1:-1])}>")
        done = endpoint.start + len(endpoint.text)
    return "".join([*pieces, query[done:]])


def _endpoints(query: str) -> Iterator[Token]:
    found = list(tokens(query))
    for number, token in enumerate(found):
        if token.kind != "word" or token.text.lower() != _SERVICE:
            continue
        if "\\u" in query or "\\U" in query:
            raise QueryRefusedError("A query with SERVICE may have no \\u escapes.", "service")
        rest = [t for t in found[number + 1 : number + 3] if t.text.lower() != "silent"]
        if not rest or rest[0].kind != "iri":
            raise QueryRefusedError(
                "SERVICE needs the address of an endpoint in full: SERVICE <https://...> { ... }.",
                "service",
            )
        yield rest[0]


def fault_of_service(error: StoreError) -> ServiceError | None:
    """Return what an error of a query says about an endpoint behind SERVICE; None if nothing.

    The error itself names the relay, whose address is nobody's concern.
    """
    cause = str(error.__cause__ or error)
    _, found, told = cause.partition(_PAYLOAD)
    if found:
        return ServiceError(f"SERVICE: {told}.")
    if any(text in str(error) for text in _UNREADABLE):
        return ServiceError("SERVICE: an endpoint gave an answer that is no SPARQL result.")
    return None
