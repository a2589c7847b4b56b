"""Releases, and what changed from one to another."""

from dataclasses import dataclass
from typing import Literal

from kzgraph.model.page import Page
from kzgraph.model.values import Value

ChangeKind = Literal["claim", "fact", "entity", "conflict"]

ChangeWord = Literal["added", "removed", "changed", "gained", "lost", "opened", "settled"]
"""Claims are added, removed or changed; facts gained or lost; entities added or removed; conflicts
opened or settled."""


@dataclass(frozen=True)
class ReleaseSummary:
    """A release that is kept.

    ``at`` is when it last became current (UTC) and ``by`` what made it so, such as ``build``,
    ``update`` or ``rollback``; None where the journal does not tell. ``counts`` are those of its
    manifest.
    """

    release: str
    current: bool
    at: str | None
    by: str | None
    kzgraph: str
    derived: bool
    counts: dict[str, int]


@dataclass(frozen=True)
class Change:
    """One thing that differs between two releases.

    ``id`` is that of the claim, entity or conflict, and the key of a fact. Claims and facts have
    subject, predicate and object, conflicts subject and predicate, entities a subject alone.
    ``members`` names what of a claim changed; of a conflict it lists the claims.
    """

    kind: ChangeKind
    change: ChangeWord
    id: str
    subject: Value
    predicate: Value | None = None
    object: Value | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Changes(Page[Change]):
    """What changed from the release ``since`` to the release ``until``.

    ``counts`` has every kind of change, such as ``claims_added``, whichever kind is listed.
    """

    items: tuple[Change, ...]  # again, for OpenAPI, which sees no type through the generic base
    since: str
    until: str
    counts: dict[str, int]
