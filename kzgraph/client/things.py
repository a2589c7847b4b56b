"""Calls about entities: lists, one, and what is around it."""

from typing import Annotated, Unpack
from urllib.parse import quote

from pydantic import Field

from kzgraph.client.asked import ViewedPage, Views, Written, checked
from kzgraph.client.caller import Caller, followed
from kzgraph.client.listing import Listing
from kzgraph.model import Claim, Entity, Page
from kzgraph.model.entities import EntityPage, ListedEntity
from kzgraph.model.relations import Direction, Network, RelationGroup, Relations
from kzgraph.model.timeline import TimelineEntry
from kzgraph.read import about, entities, network, relations
from kzgraph.read.entity_filter import EntityFilter
from kzgraph.read.entity_list import Sort, list_entities
from kzgraph.read.entity_sets import FacetName
from kzgraph.read.relations import Choice


@checked
class ThingCalls(Caller):
    """Entities are named by their ids, such as ``state/kaz``; a retired id leads to its successor."""

    def entities(
        self,
        *,
        type: str | None = None,  # noqa: A002  # the word of RDF
        country: str | None = None,
        sector: str | None = None,
        source: str | None = None,
        q: str | None = None,
        sort: Sort | None = None,
        facets: list[FacetName] | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[ListedEntity, EntityPage]:
        """List entities that all filters let pass; ``page.facets`` counts the filters' values.

        ``facets`` chooses which are counted; all on the first page where it is not given.
        """
        wanted = EntityFilter(type, country, sector, source, q)
        filters = {"type": type, "country": country, "sector": sector, "source": source, "q": q}
        given = {**filters, "sort": sort, "facets": ["none"] if facets == [] else facets}
        return self._list(
            EntityPage,
            "entities",
            given,
            asked,
            lambda at, view, part: list_entities(at.graph, wanted, view, part, sort, facets),
        )

    def entity(self, name: str, **asked: Unpack[Views]) -> Entity:
        """Return names, identifiers, facts and what points to an entity."""

        def ask(name: str) -> Entity:
            return self._viewed(
                Entity,
                _path(name),
                asked,
                lambda at, view: entities.get_entity(at.graph, name, view),
            )

        return followed(name, ask)

    def relations(
        self,
        name: str,
        *,
        property: str | None = None,  # noqa: A002  # as above
        direction: Direction | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[RelationGroup, Relations]:
        """List the statements at an entity by property and direction, the first of each group.

        A group's ``next`` is the cursor for its others, with its property and direction.
        """

        def ask(name: str) -> Listing[RelationGroup, Relations]:
            return self._list(
                Relations,
                _path(name, "relations"),
                {"property": property, "direction": direction},
                asked,
                lambda at, view, part: relations.relations(
                    at.graph, name, Choice(property, direction), view, part
                ),
            )

        return followed(name, ask)

    def claims_about(self, name: str, **asked: Unpack[ViewedPage]) -> Listing[Claim, Page[Claim]]:
        """List the claims that have an entity as subject or object."""

        def ask(name: str) -> Listing[Claim, Page[Claim]]:
            return self._list(
                Page[Claim],
                _path(name, "claims"),
                {},
                asked,
                lambda at, view, part: about.claims_about(at.graph, name, view, part),
            )

        return followed(name, ask)

    def timeline_about(
        self,
        name: str,
        *,
        since: Written | None = None,
        until: Written | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[TimelineEntry, Page[TimelineEntry]]:
        """List what has a time of its own and concerns an entity, in the order of time."""

        def ask(name: str) -> Listing[TimelineEntry, Page[TimelineEntry]]:
            return self._list(
                Page[TimelineEntry],
                _path(name, "timeline"),
                {"from": since, "to": until},
                asked,
                lambda at, view, part: about.timeline_about(
                    at.graph, name, view, part, since, until
                ),
            )

        return followed(name, ask)

    def network(
        self,
        name: str,
        *,
        depth: Annotated[int, Field(ge=1, le=network.DEEPEST)] = 1,
        limit: Annotated[int, Field(ge=1, le=network.MOST_NODES)] = 50,
        **asked: Unpack[Views],
    ) -> Network:
        """Return the things around an entity and the statements between them, to be drawn."""

        def ask(name: str) -> Network:
            return self._viewed(
                Network,
                _path(name, "network"),
                {"depth": depth, "limit": limit, **asked},
                lambda at, view: network.network(at.graph, name, view, depth, limit),
            )

        return followed(name, ask)


def _path(name: str, part: str = "") -> str:
    return f"entities/{quote(name)}/{part}".rstrip("/")
