"""Citations that stay true: of an answer, of a record, of a release."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kzgraph.model.citations import Citation
from kzgraph.read.canonical import FORMATS
from kzgraph.release import Home
from kzgraph.release.cite import Wanted, cite
from kzgraph.release.listing import state
from kzgraph.sparql import choose, guard
from kzgraph.store import Result
from kzgraph_api.addresses import base_of
from kzgraph_api.answered import FORMAT, JSON, answered
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import ServiceDep, release_of, service_of
from kzgraph_api.rest import rest_router
from kzgraph_api.service import Service
from kzgraph_api.turns import LONG

router = rest_router("Releases")

BIBTEX: Final = "application/x-bibtex"
CSL: Final = "application/vnd.citationstyles.csl+json"

CitedQuery = Annotated[
    str | None,
    Query(
        description="A SPARQL query whose answer is cited.",
        examples=["SELECT ?visit WHERE { ?visit kz:visitor person:tokayev }"],
    ),
]
Entity = Annotated[
    str | None,
    Query(
        max_length=500, description="The id or IRI of an entity.", examples=["agreement/un-charter"]
    ),
]
ClaimId = Annotated[
    str | None,
    Query(max_length=500, description="The id of a claim.", examples=["eonergie-2024-11-062"]),
]
OfRelease = Annotated[
    str,
    Query(
        max_length=64,
        description="The release: six or more of the first digits of its hash.",
        examples=["current"],
    ),
]

_OTHERS: Final = {
    BIBTEX: {"schema": {"type": "string"}},
    CSL: {"schema": {"type": "object"}},
}


@router.get(
    "/cite",
    summary="Cite an answer, a record, or the release",
    response_model=Citation,
    responses={200: {"content": _OTHERS}},
)
async def get_citation(
    request: Request,
    service: ServiceDep,
    query: CitedQuery = None,
    entity: Entity = None,
    claim: ClaimId = None,
    release: OfRelease = "current",
) -> Response:
    """Return a citation with hashes by which anyone can check it, in BibTeX and CSL-JSON as well.

    A query is evaluated over the release, which may be an old one, and its result is hashed in a
    canonical form: for SELECT a line of variables and the sorted rows of N-Triples terms, parted by
    tabs (in their order where the query has ORDER BY); for CONSTRUCT and DESCRIBE sorted N-Triples.
    `truncated` tells where the answer was cut, `notes` what makes it change. Without a query,
    `entity` or `claim` name a record; with none of them, the release itself is cited. Accept
    `application/x-bibtex` or `application/vnd.citationstyles.csl+json`, or the suffix `.bib`, give
    the reference alone.
    """
    media_type = request.scope.get(FORMAT) or _chosen(request)
    make = _maker(request, service, Wanted(query, entity, claim), release)
    async with LONG:
        if media_type in _OTHERS:
            return await _reference(request, make, media_type)
        return await answered(request, make, also=_also(service))


@router.get(
    "/cite.bib",
    summary="Cite as BibTeX",
    response_class=Response,
    responses={200: {"content": {BIBTEX: {"schema": {"type": "string"}}}}},
)
async def get_bibtex(
    request: Request,
    service: ServiceDep,
    query: CitedQuery = None,
    entity: Entity = None,
    claim: ClaimId = None,
    release: OfRelease = "current",
) -> Response:
    """Return the same citation as an entry for BibTeX, whatever Accept says."""
    make = _maker(request, service, Wanted(query, entity, claim), release)
    async with LONG:
        return await _reference(request, make, BIBTEX)


def _chosen(request: Request) -> str:
    return choose(", ".join(request.headers.getlist("accept")), (JSON, *_OTHERS))


def _maker(
    request: Request, service: Service, wanted: Wanted, release: str
) -> Callable[[], Citation]:
    """Return the call that makes the citation; it takes a thread while the engine evaluates."""
    limits = replace(service.limits, services=False)  # what others answer does not stay the same
    home, base = Home(service.settings.home), base_of(request)

    def evaluate(path: Path, text: str) -> Result:
        guard(text, limits)
        return service.engine.answer_sync(path, text, FORMATS)

    def address(of: str) -> str:
        return f"{base}/v1/cite?{urlencode({**wanted.parameters(), 'release': of})}"

    name = release_of(request).id if release == "current" else release
    return lambda: cite(home, name, wanted, evaluate, address, _today())


async def _reference(request: Request, make: Callable[[], Citation], media_type: str) -> Response:
    """Answer with the reference alone, in a form that bibliographies read."""
    where = f"{request.url.path}?{request.url.query}"
    also = _also(service_of(request))
    tag = entity_tag(release_of(request).id, where, media_type, base_of(request), also)
    refuse_if_known(request, tag)
    citation = await run_in_threadpool(make)
    body = citation.bibtex if media_type == BIBTEX else json.dumps(citation.csl) + "\n"
    return Response(body, headers={**tag_headers(tag), "Vary": "Accept"}, media_type=media_type)


def _also(service: Service) -> str:
    """Return what a citation depends on beside the release: the day, and which releases are kept."""
    return f"{_today()} {state(Home(service.settings.home))}"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
