"""The entities of a release in memory: in the order of their names, and by what they are filtered by.

A set of entities is a number with a bit for each: to intersect and to count hundreds of them takes
less than a millisecond, where SQL takes a hundred.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import or_
from typing import Final, Literal, NamedTuple

from kzgraph.statements import StatementIndex, View
from kzgraph.vocab import ID

FacetName = Literal["type", "country", "sector", "source"]
FACETS: Final[tuple[FacetName, ...]] = ("type", "country", "sector", "source")

Sets = Mapping[int, int]
"""The number of a value to the set of the entities that have it; 0 for a value of none."""

_VIEWS_KEPT: Final = 16

EVERY: Final = View(modalities=None, ranks=None)
"""The view in which every claim counts."""

_ENTITIES: Final = """SELECT e.id, t.text, t.label, e.sorting, w.documents, w.claims
    FROM entity AS e JOIN term AS t ON t.id = e.id JOIN entity_weight AS w ON w.entity = e.id
    ORDER BY e.sorting"""
_TYPES: Final = "SELECT class, entity FROM entity_class"
_FACET: Final = "SELECT value, entity FROM entity_facet WHERE facet = :facet"
_VALUES: Final = "SELECT id FROM term WHERE text GLOB :kind AND datatype IS NULL"
# A statement may be seen for one claim and have others; those of the view count. As two texts: to
# fetch as many rows takes three times as long. SQLite leaves the join out where nothing asks for it.
_STATED: Final = """SELECT json_group_array(c.statement), json_group_array(c.document)
    FROM witness AS c LEFT JOIN statement AS s ON s.id = c.statement
    WHERE {condition} AND {witnessed}"""
_ENDS: Final = "SELECT id, subject, object FROM statement"


class Listed(NamedTuple):
    """An entity: number, IRI, label, what it is sorted by, and how much is said of it."""

    number: int
    iri: str
    label: str
    sorting: str
    documents: int
    claims: int


class EntitySets:
    """The entities of a release; any number of threads may ask."""

    def __init__(self, index: StatementIndex) -> None:
        self._index = index
        self.entities = [Listed(*row) for row in index.rows(_ENTITIES)]
        self._places = {entity.number: place for place, entity in enumerate(self.entities)}
        self.everything = (1 << len(self.entities)) - 1
        self.types = self._sets(index.rows(_TYPES))
        self._countries, self._sectors = (
            {number for (number,) in index.rows(_VALUES, {"kind": f"{ID}{kind}/*"})}
            for kind in ("state", "sector")
        )
        self._broader: dict[int, list[int]] = defaultdict(list)
        for narrower, broader in index.rows("SELECT narrower, broader FROM broader"):
            self._broader[narrower].append(broader)
        self._read_ends()
        self._lasting = {EVERY: self._under(EVERY), View(): self._usual()}
        self._kept = lru_cache(_VIEWS_KEPT)(self._under)

    def of(self, numbers: Iterable[int]) -> int:
        """Return the set of the entities with these numbers; others are no entities."""
        bits = self._empty()
        for number in numbers:
            place = self._places.get(number)
            if place is not None:
                bits[place >> 3] |= 1 << (place & 7)
        return _set(bits)

    def members(self, entities: int) -> list[Listed]:
        """Return the members of a set by name."""
        flags = f"{entities:b}"[::-1]
        return [entity for entity, flag in zip(self.entities, flags, strict=False) if flag == "1"]

    def under(self, view: View) -> "ViewSets":
        """Return what statements under a view say of countries, sectors and sources."""
        return self._lasting.get(view) or self._kept(view)

    def _usual(self) -> "ViewSets":
        """Return the same for the view that is meant where none is named, from its own table."""
        rows = (self._index.rows(_FACET, {"facet": facet}) for facet in FACETS[1:])
        return ViewSets(self.everything, dict(zip(FACETS[1:], map(self._sets, rows), strict=True)))

    def _under(self, view: View) -> "ViewSets":
        question = _STATED.format(condition=view.condition(), witnessed=view.corroborates())
        ((statements, documents),) = self._index.rows(question, view.values())
        seen, told_by = json.loads(statements), json.loads(documents)
        facets = {name: defaultdict[int, bytearray](self._empty) for name in FACETS[1:]}
        sources = facets["source"]
        for statement, document in zip(seen, told_by, strict=True):
            source = sources[document]
            for at, bit in self._ends[statement]:
                source[at] |= bit
        for statement in self._joined.keys() & set(seen):
            for facet, value, at, bit in self._joined[statement]:
                facets[facet][value][at] |= bit
        found = {name: _sets(grown) for name, grown in facets.items()}
        return ViewSets(reduce(or_, found["source"].values(), 0), found)

    def _read_ends(self) -> None:
        """Read which entities statements are about, and which countries and sectors they join."""
        self._ends: dict[int, list[tuple[int, int]]] = {}
        self._joined: dict[int, list[tuple[FacetName, int, int, int]]] = defaultdict(list)
        for statement, subject, value in self._index.rows(_ENDS):
            ends = self._ends[statement] = []
            for one, other in ((subject, value), (value, subject)):
                place = self._places.get(one)
                if place is None:
                    continue
                at, bit = place >> 3, 1 << (place & 7)
                ends.append((at, bit))
                for facet, among in self._values(other):
                    self._joined[statement].append((facet, among, at, bit))

    def _values(self, thing: int) -> Iterator[tuple[FacetName, int]]:
        """Yield the countries and sectors that a thing stands for: a sector is in what it is part of."""
        if thing in self._countries:
            yield "country", thing
        elif thing in self._sectors:
            for sector in (thing, *self._broader.get(thing, ())):
                yield "sector", sector

    def _empty(self) -> bytearray:
        """Return room for a bit of each entity."""
        return bytearray(len(self.entities) // 8 + 1)

    def _sets(self, rows: Iterable[tuple[int, int]]) -> Sets:
        found: dict[int, list[int]] = defaultdict(list)
        for value, entity in rows:
            found[value].append(entity)
        return {value: self.of(numbers) for value, numbers in found.items()}


class ViewSets(NamedTuple):
    """The entities that statements under a view speak of, and their countries, sectors, sources."""

    spoken_of: int
    facets: dict[FacetName, Sets]


def _set(bits: bytearray) -> int:
    return int.from_bytes(bits, "little")


def _sets(grown: Mapping[int, bytearray]) -> Sets:
    return {value: _set(bits) for value, bits in grown.items()}
