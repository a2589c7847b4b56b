"""SERVICE clauses: only to hosts on a list, and only by way of our own relay."""

from collections.abc import Callable, Iterator
from typing import Final

from kzgraph.errors import QueryRefusedError
from kzgraph.sparql.tokens import Token, tokens

_SERVICE: Final = "service"


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
