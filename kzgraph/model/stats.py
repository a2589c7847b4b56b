"""How much a release holds."""

from dataclasses import dataclass

from kzgraph.model.coverage import Coverage
from kzgraph.model.values import Value


@dataclass(frozen=True)
class Count:
    """How many there are of something."""

    of: Value
    number: int


@dataclass(frozen=True)
class Stats:
    """What a release holds, as the two clocks see it.

    ``published_at`` is when the release last became current (UTC), null where no journal tells.
    ``claims_by_modality`` and ``claims_by_source`` count the claims of every rank. ``facts`` are the
    statements that documents assert, ``corroborated`` those that two independent ones do. A conflict
    of several kinds is counted with each. Entities are counted with each class that they are curated
    under.
    """

    published_at: str | None
    documents: int
    claims: int
    claims_by_modality: dict[str, int]
    claims_by_rank: dict[str, int]
    claims_by_source: tuple[Count, ...]
    facts: int
    corroborated: int
    conflicts: int
    conflicts_by_status: dict[str, int]
    conflicts_by_kind: dict[str, int]
    entities: int
    entities_by_class: tuple[Count, ...]
    coverage: Coverage
