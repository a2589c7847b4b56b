"""What the SPARQL editor suggests and draws: terms of the release with their labels, and states."""

import json
from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from kzgraph.describe import Profile
from kzgraph.read.graph import Graph
from kzgraph.read.offered import offered
from kzgraph_api.deps import ReleaseDep
from kzgraph_api.pages.answer import VARY, kept
from kzgraph_api.pages.languages import language_of
from kzgraph_api.pages.names import Names
from kzgraph_api.pages.routing import page_router
from kzgraph_api.profiles import Profiles

router = page_router()

_JSON: Final = "application/json"


@router.get("/query/terms.json")
async def terms(request: Request, opened: ReleaseDep) -> Response:
    """Answer with what there is to write queries with, for the script of the SPARQL page."""
    profiles: Profiles = request.app.state.profiles
    profile = await profiles.of(opened)
    write = partial(_written, opened.graph, profile, language_of(request))
    return await kept(request, _JSON, write, {"Vary": VARY})


def _written(graph: Graph, profile: Profile, language: str) -> bytes:
    return json.dumps(_told(graph, profile, language), ensure_ascii=False).encode()


def _told(graph: Graph, profile: Profile, language: str) -> dict[str, Any]:
    there = offered(graph, profile.statistics)
    names = Names(graph.store, language)
    return {
        "classes": [term.iri for term in there.classes],
        "properties": [term.iri for term in there.properties],
        "labels": {t.iri: t.label(language) for t in (*there.classes, *there.properties)},
        "states": {
            iri: {"code": code, "name": names.of(iri).text} for iri, code in there.states.items()
        },
    }
