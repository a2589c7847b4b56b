"""The addresses that answers tell: under the base that clients use, which differs from w3id.org.

The IRIs in the data stay what they are; ``local`` gives the address at which this service answers
for one of them.
"""

import re
from typing import Final

from starlette.requests import Request

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import BASE
from kzgraph_api.deps import service_of

_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def base_of(request: Request) -> str:
    """Return the address of the service as the client knows it, without a slash at the end.

    That is ``KZGRAPH_PUBLIC_URL`` where it is set. Raises ``BadRequestError`` for a Host header
    that names no host: answers are made from it.
    """
    public: str = service_of(request).settings.public_url
    if public:
        return public.rstrip("/")
    host = request.headers.get("host") or _server(request)
    if not _HOST.fullmatch(host):
        raise BadRequestError("The header Host is not the name of a host.")
    return f"{request.scope['scheme']}://{host}{request.scope.get('root_path', '')}".rstrip("/")


def _server(request: Request) -> str:
    """Return where the request arrived, for a client of HTTP/1.0 that names no host."""
    host, port = request.scope.get("server") or ("localhost", None)
    return f"{host}:{port}" if port else "localhost"


def local(iri: str, base: str) -> str:
    """Return the address under ``base`` that answers for an IRI of ours; another stays as it is."""
    return f"{base}/{iri.removeprefix(BASE)}" if iri.startswith(BASE) else iri
