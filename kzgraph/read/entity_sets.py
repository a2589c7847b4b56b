"""The entities of a release in memory: in the order of their names, and by what they are filtered by.

A set of entities is a column of flags: to intersect and to count hundreds of them takes some
milliseconds among a hundred thousand entities, where SQL takes a hundred times as long.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

import numpy as np

from kzgraph.read.ends import Ends
from kzgraph.read.entity_pairs import Column, Flags, Pairs
from kzgraph.read.said_of import SaidOf
from kzgraph.read.witness_columns import read_witnesses
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.kept import Kept
from kzgraph.vocab import ID

FacetName = Literal["type", "country", "sector", "source"]
FACETS: Final[tuple[FacetName, ...]] = ("type", "country", "sector", "source")

_VIEWS_KEPT: Final = 16
_KINDS_KEPT: Final = 16

EVERY: Final = View(modalities=None, ranks=None)
"""The view in which every claim counts."""

_ENTITIES: Final = """SELECT json_group_array(id), json_group_array(documents),
        json_group_array(claims), json_group_array(text), json_group_array(label),
        json_group_array(sorting)
    FROM (SELECT e.id, t.text, t.label, e.sorting, w.documents, w.claims FROM entity AS e
        JOIN term AS t ON t.id = e.id JOIN entity_weight AS w ON w.entity = e.id
        ORDER BY e.sorting)"""
_TYPES: Final = "SELECT json_group_array(class), json_group_array(entity) FROM entity_class"
_FACET: Final = """SELECT json_group_array(value), json_group_array(entity) FROM entity_facet
    WHERE facet = :facet"""
# The values that a thing stands for: a sector stands for what it is part of as well.
_STANDING: Final = """SELECT t.id, t.id FROM term AS t
    WHERE t.text GLOB :kind AND t.datatype IS NULL
    UNION SELECT b.narrower, b.broader FROM broader AS b JOIN term AS t ON t.id = b.narrower
    WHERE t.text GLOB :kind"""


class Listed(NamedTuple):
    """An entity: number, IRI, label, what it is sorted by, and how much is said of it."""

    number: int
    iri: str
    label: str
    sorting: str
    documents: int
    claims: int


class ViewSets(NamedTuple):
    """The entities that statements under a view speak of, and their countries, sectors, sources."""

    spoken_of: Flags
    facets: dict[FacetName, Pairs]


class EntitySets:
    """The entities of a release; any number of threads may ask."""

    def __init__(self, index: StatementIndex) -> None:
        self._index = index
        numbers, texts = index.columns(_ENTITIES, texts=3)
        self._numbers, self.documents, self.claims = numbers
        number, documents, claims = (column.tolist() for column in numbers)
        told = zip(number, *texts, documents, claims, strict=True)
        self.entities = [*map(Listed._make, told)]
        self._by_number = np.argsort(self._numbers)
        self._sorted = self._numbers[self._by_number]
        self.types = self._stored(_TYPES)
        self.witnesses = read_witnesses(index)
        self.ends = Ends.read(index, self.witnesses.statements, self.places)
        self._facets = dict(self._read_facets())
        self._lasting = {EVERY: self._under(EVERY), View(): self._usual()}
        # A cache around a method of our own would keep this until garbage is looked for.
        self._kept = Kept[ViewSets](_VIEWS_KEPT)
        self._said = Kept[SaidOf](_KINDS_KEPT)

    @property
    def everything(self) -> Flags:
        """The set of all entities."""
        return np.ones(len(self.entities), dtype=np.bool_)

    def of(self, numbers: Iterable[int]) -> Flags:
        """Return the set of the entities with these numbers; others are no entities."""
        places = self.places(np.array([*numbers], dtype=np.int64))
        flags = ~self.everything
        flags[places[places >= 0]] = True
        return flags

    def of_classes(self, classes: Iterable[int]) -> Flags:
        """Return the set of the entities of one of some classes, by the numbers of these."""
        flags = ~self.everything
        for number in classes:
            flags |= self.types.having(number)
        return flags

    def under(self, view: View) -> ViewSets:
        """Return what statements under a view say of countries, sectors and sources."""
        return self._lasting.get(view) or self._kept.get(view, lambda: self._under(view))

    def _usual(self) -> ViewSets:
        """Return the same for the view that is meant where none is named, from its own table."""
        facets = {name: self._stored(_FACET, facet=name) for name in FACETS[1:]}
        return ViewSets(self.everything, facets)

    def _under(self, view: View) -> ViewSets:
        seen = self.witnesses.seen(view)
        facets = {}
        for name, told in self._facets.items():
            kept = np.zeros(len(told.pairs.values), dtype=np.bool_)
            kept[told.which[seen[told.rows]]] = True
            facets[name] = told.pairs.kept(kept)
        return ViewSets(facets["source"].spoken_of(), facets)

    def speaking_of(self, class_number: int) -> Flags:
        """Return which witnesses are of a statement about an entity of a class."""
        known = np.append(self.types.having(class_number), np.False_)
        subjects, objects = self.ends.places
        flags: Flags = known[subjects] | known[objects]
        return flags

    def said_of(self, classes: frozenset[int]) -> SaidOf:
        """Return what is said of the entities of some classes, by the numbers of these."""

        def made() -> SaidOf:
            return SaidOf(self.witnesses, self.ends, self.of_classes(classes))

        return self._said.get(classes, made)

    def _read_facets(self) -> Iterator[tuple[FacetName, "_Told"]]:
        """Read which witness tells which values of which entities: those at the ends of a statement."""
        one, other = self.ends.numbers
        others = np.concatenate((other, one))
        rows, places = np.tile(np.arange(len(one)), 2), np.concatenate(self.ends.places)
        rows, places, others = (column[places >= 0] for column in (rows, places, others))
        yield "source", self._told(self.witnesses.documents[rows], places, rows)
        kinds: tuple[tuple[FacetName, str], ...] = (("country", "state"), ("sector", "sector"))
        for name, kind in kinds:
            values, which = self._standing(kind, others)
            yield name, self._told(values, places[which], rows[which])

    def _standing(self, kind: str, things: Column) -> tuple[Column, Column]:
        """Return the values that things stand for, and which of the things it is."""
        told = self._index.rows(_STANDING, {"kind": f"{ID}{kind}/*"})
        pairs = np.array(sorted(told), dtype=np.int64).reshape(-1, 2)
        first, last = (np.searchsorted(pairs[:, 0], things, side) for side in ("left", "right"))
        many = last - first
        which = np.repeat(np.arange(len(things)), many)
        nth = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)
        return pairs[first[which] + nth, 1], which

    def _told(self, values: Column, places: Column, rows: Column) -> "_Told":
        return _Told(*Pairs.of(values, places, len(self.entities)), rows)

    def _stored(self, question: str, **asked: str) -> Pairs:
        """Return the pairs of a table of values and entities."""
        values, entities = self._index.columns(question, {**asked}).numbers
        return Pairs.of(values, self.places(entities), len(self.entities))[0]

    def places(self, numbers: Column) -> Column:
        """Return the places of entities in the order of names; -1 for what is none."""
        if not len(self.entities):
            return np.full(len(numbers), -1)
        at = np.minimum(np.searchsorted(self._sorted, numbers), len(self._sorted) - 1)
        return np.where(self._sorted[at] == numbers, self._by_number[at], -1)


class _Told(NamedTuple):
    """Pairs, and which of them each of some witnesses tells: places of pairs and of witnesses."""

    pairs: Pairs
    which: Column
    rows: Column
