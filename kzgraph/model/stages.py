"""Life cycles of agreements and projects."""

from dataclasses import dataclass

from kzgraph.model.statements import Period


@dataclass(frozen=True)
class StageReached:
    """A stage that claims tell of.

    ``date`` is written as the claims write it (2024, 2024-11, 2024-11-05). ``basis`` is ``stated``
    where a claim says when the stage was reached, and ``as_of`` where the date is only that of the
    document: by then it was reached. ``corroboration`` counts independent documents.
    """

    stage: str
    date: str | None
    period: Period | None
    basis: str | None
    claims: tuple[str, ...]
    modalities: tuple[str, ...]
    corroboration: int
    sources: tuple[str, ...]
