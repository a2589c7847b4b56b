"""Finding entities by name."""

from dataclasses import dataclass

from kzgraph.entities import summarise
from kzgraph.model import EntitySummary
from kzgraph.names import Match, NameIndex
from kzgraph.store import Store


@dataclass(frozen=True)
class Hit:
    """An entity that a search found, and the name by which it was found."""

    entity: EntitySummary
    match: Match


def search(
    store: Store, names: NameIndex, query: str, language: str | None = None, limit: int = 10
) -> list[Hit]:
    """Return the entities that a name in any spelling may mean, best first."""
    matches = names.search(query, language=language, limit=limit)
    return [Hit(summarise(store, match.iri), match) for match in matches]
