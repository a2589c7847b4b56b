"""What changed from one release to another: claims, facts, entities, conflicts.

What there is comes from the indexes of the two. What of a claim changed is told by ``rewritten``.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from kzgraph.model import Part
from kzgraph.model.releases import Change, ChangeKind, Changes, ChangeWord
from kzgraph.read import cursor as cursors
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


class Side(NamedTuple):
    """One of the two releases: its hash, and its index."""

    release: str
    statements: StatementIndex


class Touched(NamedTuple):
    """How far the graphs of two releases differ: claims that can, and members of claims that do.

    ``claims`` is None where any claim can differ. ``members`` are those of claims, by their ids.
    """

    claims: frozenset[str] | None
    members: Mapping[str, set[str]]


class Lasting(NamedTuple):
    """In what two releases differ whatever the view, and the keys of the statements to look at.

    ``statements`` is None where any fact can have come or gone.
    """

    differences: tuple["Difference", ...]
    statements: frozenset[str] | None


class Difference(NamedTuple):
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
    older: Side,
    newer: Side,
    lasting: Lasting,
    view: View,
    part: Part,
    kind: ChangeKind | None = None,
) -> Changes:
    """Return what changed from an older release to a newer one, of one kind or of all.

    ``lasting`` is what ``compared`` gives. The view decides which statements count as facts; claims
    are told whatever their modality. Raises ``BadRequestError`` for a foreign cursor.
    """
    facts = (find.keys(side.statements, view, lasting.statements) for side in (older, newer))
    found = sorted((*lasting.differences, *_came_and_went("fact", *facts)))
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


def compared(then: StatementIndex, now: StatementIndex, touched: Touched) -> Lasting:
    """Return in what two releases differ whatever the view: claims, entities, conflicts."""
    stated = None
    if touched.claims is not None:
        stated = frozenset(key for index in (then, now) for key in _stated(index, touched.claims))
    return Lasting(tuple(_differences(then, now, touched)), stated)


def citing(index: StatementIndex, documents: Iterable[str]) -> Iterator[str]:
    """Yield the claims that cite some documents, which are given by their IRIs."""
    question = """SELECT DISTINCT c.name FROM claim_source AS d JOIN claim AS c ON c.id = d.claim
        WHERE d.document IN (SELECT value FROM json_each(:documents))"""
    numbers = [number for iri in documents if (number := index.number_of(iri)) is not None]
    return (name for (name,) in index.rows(question, {"documents": json.dumps(numbers)}))


def _stated(index: StatementIndex, claims: Iterable[str]) -> Iterator[str]:
    """Yield the keys of the statements that some claims make."""
    question = """SELECT DISTINCT s.key FROM claim AS c JOIN statement AS s ON s.id = c.statement
        WHERE c.name IN (SELECT value FROM json_each(:claims))"""
    return (key for (key,) in index.rows(question, {"claims": json.dumps([*claims])}))


def _differences(
    then: StatementIndex, now: StatementIndex, touched: Touched
) -> Iterator[Difference]:
    rewritten = touched.members
    before, after = _published(then, touched.claims), _published(now, touched.claims)
    yield from _came_and_went("claim", before.keys(), after.keys())
    both = before.keys() & after.keys()
    dated = {name for name in both if before[name] != after[name]}
    for name in dated | (rewritten.keys() & both):
        changed = rewritten.get(name, set()) | ({"published"} if name in dated else set())
        yield Difference(_order("claim", "changed"), name, tuple(sorted(changed)), gone=False)
    yield from _came_and_went("entity", _entities(then), _entities(now))
    yield from _conflicts(then, now)


def _came_and_went(
    kind: ChangeKind, before: Iterable[str], after: Iterable[str]
) -> Iterator[Difference]:
    then, now = set(before), set(after)
    came, went = (word for of, word in _COUNTED if of == kind and word != "changed")
    yield from (Difference(_order(kind, came), name, (), gone=False) for name in now - then)
    yield from (Difference(_order(kind, went), name, (), gone=True) for name in then - now)


def _conflicts(then: StatementIndex, now: StatementIndex) -> Iterator[Difference]:
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


def _published(index: StatementIndex, claims: Iterable[str] | None) -> dict[str, str | None]:
    """Return claims, all or of some ids, with the days between which they were published."""
    if claims is not None:
        question = """SELECT name, published_first || '/' || published_last FROM claim
            WHERE name IN (SELECT value FROM json_each(:claims))"""
        return dict(index.rows(question, {"claims": json.dumps([*claims])}))
    days = "published_first || '/' || published_last"
    return dict(zip(*_columns(index, "claim", "name", days), strict=True))


def _entities(index: StatementIndex) -> list[str]:
    (names,) = _columns(index, "entity", "name")
    return names


def _columns(index: StatementIndex, table: str, *columns: str) -> list[list[Any]]:
    """Return whole columns, each from one text: to fetch as many rows takes three times as long."""
    wanted = ", ".join(f"json_group_array({column})" for column in columns)
    return [json.loads(column) for column in index.rows(f"SELECT {wanted} FROM {table}")[0]]


def _order(kind: ChangeKind, word: ChangeWord) -> int:
    return _COUNTED.index((kind, word))


def _told(older: Side, newer: Side, shown: list[Difference]) -> Iterator[Change]:
    """Yield differences with their parts, from the release that has them."""
    told: dict[Difference, Change] = {}
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
