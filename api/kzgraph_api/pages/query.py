"""The SPARQL page: a query, its answer, and queries to begin with; never loses what was typed.

Without script a form asks by GET. With script an editor takes its place, see ``static/js/query.js``.
"""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from kzgraph.engine import Result
from kzgraph.errors import KzgraphError, NotFoundError
from kzgraph.settings import listed_hosts
from kzgraph.sparql import guard
from kzgraph.vocab import PREFIXES
from kzgraph_api.deps import ServiceDep
from kzgraph_api.kinds import Kind, kind_of
from kzgraph_api.logs import note
from kzgraph_api.pages.answer import POLICY, fresh, page
from kzgraph_api.pages.queried import FORMATS, shown
from kzgraph_api.pages.query_examples import offers, shipped
from kzgraph_api.pages.query_faults import faults
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.protocol import Question
from kzgraph_api.routers.sparql import answered, is_volatile
from kzgraph_api.service import Service

router = page_router()

_TEMPLATE: Final = "query.html"
_EDITOR_STYLE: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
_POLICY: Final = POLICY.replace("style-src 'self'", f"style-src 'self' {_EDITOR_STYLE}")
"""The editor injects one style sheet, the same each time."""

_SOLUTIONS: Final = (("csv", "CSV"), ("tsv", "TSV"), ("json", "JSON"), ("xml", "XML"))
_TRIPLES: Final = (
    ("ttl", "Turtle"),
    ("nt", "N-Triples"),
    ("json-ld", "JSON-LD"),
    ("rdf", "RDF/XML"),
)

Hosts = tuple[str, ...]
Text = Annotated[str | None, Query(description="A query in SPARQL 1.1.")]
Name = Annotated[str | None, Query(description="Name of an example, to begin with.")]


@dataclass(frozen=True)
class Failure:
    """Why there is no answer: its kind, what the service says, and where or after how long."""

    kind: Kind
    detail: str
    line: int | None
    column: int | None
    deadline: float | None

    @classmethod
    def of(cls, exc: KzgraphError) -> "Failure":
        """Return what to tell of an error. Raises it again where it is a fault of the service."""
        kind = kind_of(exc)
        if kind.internal:
            raise exc
        line, column, deadline = (getattr(exc, n, None) for n in ("line", "column", "deadline"))
        return cls(kind, getattr(exc, "message", str(exc)), line, column, deadline)


@router.get("/query")
async def query(
    request: Request, service: ServiceDep, query: Text = None, example: Name = None
) -> Response:
    """Show a query and its answer, or a query to begin with."""
    hosts = listed_hosts(service.settings)
    if query is None:
        make = partial(_values, hosts, _begun(example, hosts), None, None)
        return await page(request, _TEMPLATE, make, policy=_POLICY)
    note(request.scope, query=query)
    question = Question(query, FORMATS, None, None)
    try:
        result = await _answer(request, service, question)
    except KzgraphError as exc:
        return await _refused(request, query, hosts, Failure.of(exc))
    note(request.scope, rows=result.rows)
    make = partial(_values, hosts, query, result, None)
    answer = fresh if is_volatile(service, question) else page
    return await answer(request, _TEMPLATE, make, policy=_POLICY)


async def _answer(request: Request, service: Service, question: Question) -> Result:
    await asyncio.to_thread(guard, question.query, service.limits)
    return (await answered(request, question)).result


async def _refused(request: Request, query: str, hosts: Hosts, failure: Failure) -> Response:
    kind = failure.kind
    note(request.scope, outcome=kind.name)
    make = partial(_values, hosts, query, None, failure)
    later = {"Retry-After": str(kind.retry_after)} if kind.retry_after else {}
    return await fresh(request, _TEMPLATE, make, status=kind.status, policy=_POLICY, given=later)


def _begun(example: str | None, hosts: Hosts) -> str:
    """Return the text to begin with. Raises ``NotFoundError``."""
    if example is None:
        return ""
    known = shipped(hosts)
    if example not in known:
        raise NotFoundError("example", example)
    return known[example].query


def _values(
    hosts: Hosts, query: str, result: Result | None, failure: Failure | None, reader: Reader
) -> dict[str, Any]:
    groups = offers(reader.language, hosts)
    return {
        "query": query,
        "told": shown(result) if result else None,
        "failure": failure,
        "faults": faults(reader.language),
        "groups": groups,
        "examples": {one.name: one._asdict() for _, members in groups for one in members},
        "prefixes": PREFIXES,
        "forms": _forms(query, result),
    }


def _forms(query: str, result: Result | None) -> list[tuple[str, str]]:
    """Return the names of the formats of a whole answer, and its addresses in them."""
    if result is None:
        return []
    names = _TRIPLES if result.media_type == FORMATS.triples else _SOLUTIONS
    return [
        (name, f"/sparql?{urlencode({'query': query, 'format': code})}") for code, name in names
    ]
