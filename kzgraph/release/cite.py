"""Citing what a release says: the one that is current, or any that is kept."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kzgraph.errors import BadRequestError
from kzgraph.model.citations import Citation
from kzgraph.read.citation import Occasion, cite_query, cite_record, cite_release
from kzgraph.read.names import record_iri, thing_iri
from kzgraph.release.home import Home
from kzgraph.release.listing import find, released_on
from kzgraph.store import Result

Evaluate = Callable[[Path, str], Result]
"""Evaluates a query over the store at a path, in the forms of ``read.canonical.FORMATS``."""


@dataclass(frozen=True)
class Wanted:
    """What is to be cited: a query's answer, an entity, a claim, or where all are None the release."""

    query: str | None = None
    entity: str | None = None
    claim: str | None = None

    def parameters(self) -> dict[str, str]:
        """Return what was asked for by name. Raises ``BadRequestError`` where it is more than one."""
        members = {"query": self.query, "entity": self.entity, "claim": self.claim}
        given = {name: value for name, value in members.items() if value is not None}
        if len(given) > 1:
            raise BadRequestError(f"Cite one thing at a time, not {' and '.join(given)}.")
        return given


def cite(
    home: Home,
    name: str,
    wanted: Wanted,
    evaluate: Evaluate,
    address: Callable[[str], str],
    today: str,
) -> Citation:
    """Return a citation of what a release says.

    ``name`` is six digits of its hash or more, or ``current``; ``address`` gives the address of the
    answer from the hash; ``today`` is an ISO date. Raises ``NotFoundError``, ``PrunedReleaseError``,
    ``BadRequestError``, and what ``evaluate`` raises.
    """
    asked = wanted.parameters()
    release = find(home, name)
    day = released_on(home, release.id)
    occasion = Occasion(release.id, day, today, address(release.id))
    with closing(release.open_store()) as store:
        match asked:
            case {"query": query}:
                return cite_query(store, occasion, query, partial(evaluate, release.store_path))
            case {"entity": entity}:
                return cite_record(store, occasion, "entity", thing_iri(entity))
            case {"claim": claim}:
                return cite_record(store, occasion, "claim", record_iri("claim", claim))
            case _:
                return cite_release(store, occasion)
