"""What the pages of visits, agreements, projects and other events have in common."""

from functools import partial
from typing import Any

from kzgraph.errors import ReplacedError
from kzgraph.identifiers import compact
from kzgraph.read import entities
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import entity_iri
from kzgraph.read.views import ALL
from kzgraph.statements import View
from kzgraph_api.pages import jsonld
from kzgraph_api.pages.entity import Judged
from kzgraph_api.pages.viewed import Asked

_MODALITY = "modality"


def present(graph: Graph, name: str) -> str:
    """Return the id of an entity that an address names by id or IRI; of a retired one its successor's.

    Raises ``NotFoundError``.
    """
    try:
        return compact(entity_iri(graph, compact(name)))
    except ReplacedError as exc:
        return exc.successor


def head(graph: Graph, name: str, view: View, *, every: bool = False) -> dict[str, Any]:
    """Return what the head and the foot of a page about a thing show.

    ``every`` is for pages that show claims of every status unless told otherwise.
    """
    asked = {"asked": asked_of_every(view) if every else Asked.of(view), "every": every}
    entity = entities.get_entity(graph, name, view)
    # As a function: the address of the page is known where it is written.
    told = {"json_ld": partial(jsonld.document, entity), "judged": Judged.of(entity.judgements)}
    return {"entity": entity, **told, **asked}


def asked_of_every(view: View) -> Asked:
    """Return the parameters that ask for a view, where every status is seen unless told otherwise."""
    told = dict(Asked.of(view).parameters)
    modality = told.pop(_MODALITY, "asserted")
    return Asked(told if modality == ALL else told | {_MODALITY: modality})


def asked_with(view: View, **given: str | None) -> Asked:
    """Return the parameters that ask for a view, and those that were given beside it."""
    told = {name: value for name, value in given.items() if value}
    return Asked(Asked.of(view).parameters | told)
