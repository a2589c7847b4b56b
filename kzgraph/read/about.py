"""Claims about an entity and its timeline: the lists of all, kept to one thing that there is."""

from kzgraph.model import Claim, Page, Part
from kzgraph.model.timeline import TimelineEntry
from kzgraph.read.claims import ClaimFilter, list_claims
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import entity_iri
from kzgraph.read.timeline import timeline
from kzgraph.statements import View


def claims_about(graph: Graph, name: str, view: View, part: Part) -> Page[Claim]:
    """Return the claims that have an entity as subject or object.

    Raises ``NotFoundError`` and ``ReplacedError``.
    """
    return list_claims(graph, ClaimFilter(about=entity_iri(graph, name)), view, part)


def timeline_about(
    graph: Graph,
    name: str,
    view: View,
    part: Part,
    since: str | None = None,
    until: str | None = None,
) -> Page[TimelineEntry]:
    """Return what has a time of its own and concerns an entity; ``since`` and ``until`` are dates.

    Raises ``NotFoundError``, ``ReplacedError`` and ``BadRequestError``.
    """
    return timeline(graph, view, part, since, until, entity_iri(graph, name))
