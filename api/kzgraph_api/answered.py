"""Answers of REST: one envelope, other forms of the same, tags, and ready bytes.

A handler names what is to be answered and hands over the call of the library that makes it. The
call runs in a thread, and not at all where the client or this process holds the answer already.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kzgraph.describe import describe_thing
from kzgraph.model import Page
from kzgraph.rdf import Triple
from kzgraph.read.table import csv_of
from kzgraph.sparql import choose
from kzgraph_api.addresses import base_of
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import release_of
from kzgraph_api.documents import Document
from kzgraph_api.json_answers import json_of
from kzgraph_api.rdf_answers import SUFFIXES, written
from kzgraph_api.ready import remember

JSON: Final = "application/json"
CSV: Final = "text/csv"
FORMAT: Final = "kzgraph.format"
"""Where the scope of a request tells the type that a suffix of its address asks for."""

_SUFFIX_OF: Final = {JSON: "json", CSV: "csv"} | {name: suffix for suffix, name in SUFFIXES.items()}
TYPES: Final = {suffix: name for name, suffix in _SUFFIX_OF.items()}
"""Suffix of an address to the media type that it stands for."""


@dataclass(frozen=True)
class Forms:
    """The types that an answer comes in beside JSON: CSV of lists, RDF of things and of records.

    ``thing`` is the IRI of the thing to describe, ``triples`` gives what stands in RDF elsewhere.
    ``related`` has addresses of what belongs to the answer, by their relations.
    """

    csv: bool = False
    thing: str | None = None
    triples: Callable[[], Iterable[Triple]] | None = None
    related: Mapping[str, str] = field(default_factory=dict)

    @property
    def types(self) -> tuple[str, ...]:
        """The media types, the default one first."""
        rdf = tuple(SUFFIXES.values()) if self.thing or self.triples else ()
        return (JSON, CSV, *rdf) if self.csv else (JSON, *rdf)


LIST: Final = Forms(csv=True)
OBJECT: Final = Forms()


async def answered(
    request: Request, make: Callable[[], object], forms: Forms = OBJECT, *, also: str = ""
) -> Response:
    """Answer a request with what ``make`` returns, a dataclass of ``kzgraph.model``.

    The members of the dataclass stand in the answer as they are, with ``release`` and ``links``.
    ``also`` tells what the answer depends on beside the address and the release, if anything.
    Raises ``NotAcceptableError``, 304 where the client holds the answer, and what ``make`` raises.
    """
    media_type = _chosen(request, forms)
    release = release_of(request).id
    tag = entity_tag(release, _address(request), media_type, base_of(request), also)
    refuse_if_known(request, tag)
    documents = release_of(request).documents
    document = documents.get(tag)
    if document is None:
        link, body = await run_in_threadpool(_made, request, make, media_type, forms)
        headers = tag_headers(tag) | {"Vary": "Accept"} | ({"Link": link} if link else {})
        document = Document(body, media_type, headers)
        documents.put(tag, document)
    if not also:  # what it tells is not known before a handler runs
        remember(request, tag)
    return document


def _chosen(request: Request, forms: Forms) -> str:
    """Return the type to answer in: a suffix of the address counts more than the header."""
    named = request.scope.get(FORMAT)
    accept = named or ", ".join(request.headers.getlist("accept"))
    return choose(accept, forms.types)


def _address(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}"


def _made(
    request: Request, make: Callable[[], object], media_type: str, forms: Forms
) -> tuple[str, bytes]:
    """Return the header ``Link`` and the body."""
    if media_type in SUFFIXES.values():
        return "", written(_triples(request, forms), media_type)
    value = make()
    links = dict(_links(request, value, forms))
    link = ", ".join(_header(links))
    if media_type == CSV and isinstance(value, Page):
        return link, csv_of(value.lines()).encode("utf-8")
    model = getattr(request.scope.get("route"), "response_model", None)
    return link, json_of(value, model, {"release": release_of(request).id, "links": links})


def _triples(request: Request, forms: Forms) -> Iterable[Triple]:
    if forms.triples:
        return forms.triples()
    base = base_of(request)
    store, document = release_of(request).store, f"{base}{request.url.path}"
    return describe_thing(store, forms.thing or "", document, f"{base}/dataset")


def _links(request: Request, value: object, forms: Forms) -> Iterator[tuple[str, str]]:
    """Yield the addresses of this answer, its documents, its other forms, the page that follows."""
    base, path, query = base_of(request), request.url.path, request.url.query
    asked = f"?{query}" if query else ""
    named = request.scope.get(FORMAT)
    own = f"{base}{path}.{_SUFFIX_OF[named]}" if named else f"{base}{path}"
    yield "self", f"{own}{asked}"
    if getattr(value, "coverage", None) is not None:
        yield "describedby", f"{base}/v1/sources{_known_on(query)}"
    for media_type in forms.types:
        yield _SUFFIX_OF[media_type], f"{base}{path}.{_SUFFIX_OF[media_type]}{asked}"
    for name, address in forms.related.items():
        yield name, f"{base}{address}"
    if isinstance(value, Page) and value.next:
        parameters = [pair for pair in parse_qsl(query) if pair[0] != "cursor"]
        yield "next", f"{own}?{urlencode([*parameters, ('cursor', value.next)])}"


def _known_on(query: str) -> str:
    """Return the part of a query that says which documents there were."""
    clock = [pair for pair in parse_qsl(query) if pair[0] == "known_on"]
    return f"?{urlencode(clock)}" if clock else ""


def _header(links: dict[str, str]) -> Iterator[str]:
    """Yield the links as the header ``Link`` has them (RFC 8288)."""
    for name, address in links.items():
        if name in TYPES:
            yield f'<{address}>; rel="alternate"; type="{TYPES[name]}"'
        else:
            yield f'<{address}>; rel="{name}"'
