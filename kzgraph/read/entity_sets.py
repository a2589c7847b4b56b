"""The entities of a release in memory: in the order of their names, and by what they are filtered by.

A set of entities is a number with a bit for each: to intersect and to count hundreds of them takes
less than a millisecond, where SQL takes a hundred.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from kzgraph.statements import StatementIndex, View
from kzgraph.vocab import ID

FacetName = Literal["type", "country", "sector", "source"]
FACETS: Final[tuple[FacetName, ...]] = ("type", "country", "sector", "source")

Sets = Mapping[int, int]
"""The number of a value to the set of the entities that have it; 0 for a value of none."""

_VIEWS_KEPT: Final = 16

_ENTITIES: Final = """SELECT e.id, t.text, t.label, e.sorting, w.documents, w.claims
    FROM entity AS e JOIN term AS t ON t.id = e.id JOIN entity_weight AS w ON w.entity = e.id
    ORDER BY e.sorting"""
_TYPES: Final = "SELECT class, entity FROM entity_class"
_FACET: Final = "SELECT value, entity FROM entity_facet WHERE facet = :facet"
_VALUES: Final = "SELECT id FROM term WHERE text GLOB :kind AND datatype IS NULL"
# A statement may be seen for one claim and have others; those of the view count.
_STATED: Final = """SELECT DISTINCT s.subject, s.object, d.document FROM claim AS c
    JOIN statement AS s ON s.id = c.statement
    JOIN claim_source AS d ON d.claim = c.id WHERE {condition}{witnessed}"""


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
        self.under = lru_cache(_VIEWS_KEPT)(self._under)

    def of(self, numbers: Iterable[int]) -> int:
        """Return the set of the entities with these numbers; others are no entities."""
        bits = bytearray(len(self.entities) // 8 + 1)
        for number in numbers:
            place = self._places.get(number)
            if place is not None:
                bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")

    def members(self, entities: int) -> list[Listed]:
        """Return the members of a set by name."""
        flags = f"{entities:b}"[::-1]
        return [entity for entity, flag in zip(self.entities, flags, strict=False) if flag == "1"]

    def _under(self, view: View) -> "ViewSets":
        """Return what statements under a view say of countries, sectors and sources."""
        if view == View():
            rows = (self._index.rows(_FACET, {"facet": facet}) for facet in FACETS[1:])
            return ViewSets(
                self.everything, dict(zip(FACETS[1:], map(self._sets, rows), strict=True))
            )
        witnessed = f" AND {view.corroborates()}"
        question = _STATED.format(condition=view.condition(), witnessed=witnessed)
        return self._stated(self._index.rows(question, view.values()))

    def _stated(self, rows: Iterable[tuple[int, int, int]]) -> "ViewSets":
        countries: dict[int, set[int]] = defaultdict(set)
        sectors: dict[int, set[int]] = defaultdict(set)
        sources: dict[int, set[int]] = defaultdict(set)
        for subject, value, document in rows:
            sources[document].update((subject, value))
            for one, other in ((subject, value), (value, subject)):
                if one in self._countries:
                    countries[one].add(other)
                elif one in self._sectors:
                    for sector in (one, *self._broader.get(one, ())):
                        sectors[sector].add(other)
        facets = zip(FACETS[1:], (countries, sectors, sources), strict=True)
        spoken_of = self.of(number for numbers in sources.values() for number in numbers)
        return ViewSets(
            spoken_of,
            {
                name: {value: self.of(numbers) for value, numbers in found.items()}
                for name, found in facets
            },
        )

    def _sets(self, rows: Iterable[tuple[int, int]]) -> Sets:
        found: dict[int, list[int]] = defaultdict(list)
        for value, entity in rows:
            found[value].append(entity)
        return {value: self.of(numbers) for value, numbers in found.items()}


class ViewSets(NamedTuple):
    """The entities that statements under a view speak of, and their countries, sectors, sources."""

    spoken_of: int
    facets: dict[FacetName, Sets]
