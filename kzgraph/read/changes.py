"""What changed from one release to another: claims, facts, entities, conflicts.

What there is comes from the indexes of the two. What of a claim changed comes from the named graphs
of the documents whose content differs, where every member of a claim stands.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from kzgraph.model import Part
from kzgraph.model.releases import Change, ChangeKind, Changes, ChangeWord
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.rewritten import rewritten
from kzgraph.statements import StatementIndex, View, find

KINDS: Final[tuple[ChangeKind, ...]] = ("claim", "fact", "entity", "conflict")

_COUNTED: Final[tuple[tuple[ChangeKind, ChangeWord], ...]] = (
    ("claim", "added"),
    ("claim", "removed"),
    ("claim", "changed"),
    ("fact", "gained"),
    ("fact", "lost"),
    ("entity", "added"),
    ("entity", "removed"),
    ("conflict", "opened"),
    ("conflict", "settled"),
)
_PLURALS: Final = {
    "claim": "claims",
    "fact": "facts",
    "entity": "entities",
    "conflict": "conflicts",
}

_TRIPLES: Final = {
    "claim": """SELECT c.name, s.subject, s.predicate, s.object FROM claim AS c
        JOIN statement AS s ON s.id = c.statement WHERE c.name IN ({})""",
    "fact": "SELECT key, subject, predicate, object FROM statement WHERE key IN ({})",
    "entity": "SELECT name, id, NULL, NULL FROM entity WHERE name IN ({})",
    "conflict": "SELECT name, subject, property, NULL FROM conflict WHERE name IN ({})",
}
"""The parts of what is named: subject, predicate, object."""


class _Found(NamedTuple):
    """One difference: its place in the order, what it is, and whether only the older release has it."""

    order: int
    id: str
    members: tuple[str, ...]
    gone: bool

    @property
    def key(self) -> str:
        """The text by which differences sort."""
        return f"{self.order} {self.id}"


def list_changes(
    older: Graph,
    newer: Graph,
    touched: Collection[str],
    view: View,
    part: Part,
    kind: ChangeKind | None = None,
) -> Changes:
    """Return what changed from an older release to a newer one, of one kind or of all.

    ``touched`` names the graphs of documents whose content differs. The view decides which
    statements count as facts; claims are told whatever their modality. Raises ``BadRequestError``
    for a foreign cursor.
    """
    found = sorted(_all(older, newer, touched, view))
    counts = {f"{_PLURALS[of]}_{word}": 0 for of, word in _COUNTED}
    for one in found:
        of, word = _COUNTED[one.order]
        counts[f"{_PLURALS[of]}_{word}"] += 1
    wanted = [one for one in found if kind in (None, _COUNTED[one.order][0])]
    asked = ("changes", older.release, newer.release, view, kind)
    after = cursors.decode(part.cursor, *asked)
    start = bisect_right(wanted, after, key=lambda one: one.key)
    shown = list(islice(wanted, start, start + part.limit))
    more = start + part.limit < len(wanted)
    following = cursors.encode(shown[-1].key, *asked) if more else None
    items = tuple(_told(older, newer, shown))
    return Changes(
        items=items,
        total=len(wanted),
        next=following,
        since=older.release,
        until=newer.release,
        counts=counts,
    )


def _all(older: Graph, newer: Graph, touched: Collection[str], view: View) -> Iterator[_Found]:
    then, now = older.statements, newer.statements
    before, after = _published(then), _published(now)
    yield from _came_and_went("claim", before.keys(), after.keys())
    members = rewritten(older.store, newer.store, touched)
    for name in before.keys() & after.keys():
        dated = {"published"} if before[name] != after[name] else set()
        changed = members.get(name, set()) | dated
        if changed:
            yield _Found(_order("claim", "changed"), name, tuple(sorted(changed)), gone=False)
    yield from _came_and_went("fact", find.keys(then, view), find.keys(now, view))
    yield from _came_and_went("entity", _entities(then), _entities(now))
    yield from _conflicts(then, now)


def _came_and_went(
    kind: ChangeKind, before: Iterable[str], after: Iterable[str]
) -> Iterator[_Found]:
    then, now = set(before), set(after)
    came, went = (word for of, word in _COUNTED if of == kind and word != "changed")
    yield from (_Found(_order(kind, came), name, (), gone=False) for name in now - then)
    yield from (_Found(_order(kind, went), name, (), gone=True) for name in then - now)


def _conflicts(then: StatementIndex, now: StatementIndex) -> Iterator[_Found]:
    """Yield the conflicts that are open now and were not, and those that were and are not."""
    before, after = _open_conflicts(then), _open_conflicts(now)
    standing = {name for (name,) in now.rows("SELECT name FROM conflict")}
    for one in _came_and_went("conflict", before, after):
        claims = (before if one.gone else after)[one.id]
        # A settled one may stand in the newer release, resolved by a rank.
        yield one._replace(members=claims, gone=one.gone and one.id not in standing)


def _open_conflicts(index: StatementIndex) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    rows = index.rows(
        """SELECT f.name, c.name FROM conflict AS f JOIN conflict_claim AS p ON p.conflict = f.id
        JOIN claim AS c ON c.id = p.claim WHERE f.status = 'OpenConflict' ORDER BY f.name, c.name"""
    )
    for conflict, claim in rows:
        found[conflict] = (*found.get(conflict, ()), claim)
    return found


def _published(index: StatementIndex) -> dict[str, tuple[str | None, str | None]]:
    """Return the claims, with the days on which they were published."""
    rows = index.rows("SELECT name, published_first, published_last FROM claim")
    return {name: (first, last) for name, first, last in rows}


def _entities(index: StatementIndex) -> set[str]:
    return {name for (name,) in index.rows("SELECT name FROM entity")}


def _order(kind: ChangeKind, word: ChangeWord) -> int:
    return _COUNTED.index((kind, word))


def _told(older: Graph, newer: Graph, shown: list[_Found]) -> Iterator[Change]:
    """Yield differences with their parts, from the release that has them."""
    told: dict[_Found, Change] = {}
    for order, gone in {(one.order, one.gone) for one in shown}:
        some = {one.id: one for one in shown if (one.order, one.gone) == (order, gone)}
        kind, word = _COUNTED[order]
        index = (older if gone else newer).statements
        values = {f"name_{i}": name for i, name in enumerate(some)}
        rows = index.rows(_TRIPLES[kind].format(", ".join(f":{v}" for v in values)), {**values})
        terms = index.terms(number for row in rows for number in row[1:] if number is not None)
        for name, *numbers in rows:
            subject, predicate, value = (terms.get(number) for number in numbers)
            one = some[name]
            told[one] = Change(kind, word, name, subject, predicate, value, one.members)  # type: ignore[arg-type]  # all have a subject
    return (told[one] for one in shown)
