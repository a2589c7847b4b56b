"""Answers that are RDF documents: choosing the type, writing the triples, tagging the answer."""

from collections.abc import Callable, Iterable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kzgraph.errors import NotAcceptableError
from kzgraph.rdf import RdfFormat, Triple, fit_for_xml, write_bytes
from kzgraph.sparql import TRIPLES_TYPES, negotiate
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import release_of
from kzgraph_api.documents import Document

SUFFIXES: Final = dict(
    zip(("ttl", "nt", "rdf", "jsonld", "trig", "nq"), TRIPLES_TYPES, strict=True)
)
"""What follows the dot in the address of a document, and the media type that it stands for."""


def chosen_type(request: Request) -> str:
    """Return the type of RDF that a client wants most. Raises ``NotAcceptableError``.

    A format in the address counts first: a person has followed a link that promises it.
    """
    named = request.query_params.getlist("format")
    accept = None if named else ", ".join(request.headers.getlist("accept"))
    media_type = negotiate(accept, named).triples
    if media_type is None:
        raise NotAcceptableError(f"This is RDF. There are: {', '.join(TRIPLES_TYPES)}.")
    return media_type


def suffix_of(media_type: str) -> str:
    """Return the suffix that stands for a type of RDF."""
    return next(suffix for suffix, name in SUFFIXES.items() if name == media_type)


def written(triples: Iterable[Triple], media_type: str) -> bytes:
    """Serialise triples. Raises ``NotAcceptableError`` for RDF/XML where it has no form for one."""
    rdf_format = RdfFormat.from_media_type(media_type)
    if rdf_format is None:
        raise NotAcceptableError(f"{media_type} is no type of RDF.")
    if rdf_format == RdfFormat.RDF_XML:
        triples = fit_for_xml(triples)
    return write_bytes(triples, rdf_format)


async def rdf_answer(
    request: Request,
    media_type: str,
    make: Callable[[], bytes],
    key: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    """Answer with a document of the release, tagged; ``make`` runs in a thread, if it must run.

    ``key`` is what the document depends on beside the release, the path and the type.
    """
    tag = entity_tag(release_of(request).id, request.url.path, media_type, key)
    refuse_if_known(request, tag)
    documents = release_of(request).documents
    document = documents.get(tag)
    if document is None:
        document = Document(
            await run_in_threadpool(make), media_type, tag_headers(tag) | (headers or {})
        )
        documents.put(tag, document)
    return document
