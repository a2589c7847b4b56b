"""Statements about some things, asked for at once and picked apart by property."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kzgraph.identifiers import TERMS
from kzgraph.model import Statement, Value
from kzgraph.read.graph import Graph
from kzgraph.statements import Selection, View, find

End = Literal["subject", "object"]


@dataclass(frozen=True)
class Lines:
    """Statements in the order of their keys."""

    statements: tuple[Statement, ...] = ()

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def __add__(self, other: "Lines") -> "Lines":
        return Lines(tuple(dict.fromkeys((*self.statements, *other.statements))))

    def pick(self, *properties: str) -> tuple[Statement, ...]:
        """Return the statements with one of some properties, such as ``signedBy``, in that order."""
        return tuple(line for name in properties for line in self if _is(line, name))

    def without(self, *properties: str) -> tuple[Statement, ...]:
        """Return the statements with none of some properties."""
        return tuple(line for line in self if not any(_is(line, name) for name in properties))

    def by(self, end: End) -> defaultdict[str, "Lines"]:
        """Return the statements by the IRI at one of their ends; none for any other."""
        grouped: dict[str, list[Statement]] = defaultdict(list)
        for line in self:
            grouped[(line.subject if end == "subject" else line.object).iri or ""].append(line)
        found = {iri: Lines(tuple(group)) for iri, group in grouped.items()}
        return defaultdict(Lines, found)

    def objects(self, *properties: str) -> tuple[Value, ...]:
        """Return the values of some properties, each once."""
        return tuple(dict.fromkeys(line.object for line in self.pick(*properties)))

    def subjects(self, *properties: str) -> tuple[Value, ...]:
        """Return what has some properties, each once."""
        return tuple(dict.fromkeys(line.subject for line in self.pick(*properties)))


def lines(graph: Graph, view: View, asked: Selection) -> Lines:
    """Return the statements of a selection, each with the claims that it keeps and the view sees."""
    told = (statement for _, statement in find.told(graph.statements, asked, view))
    return Lines(tuple(line for line in told if line.corroboration >= view.min_corroboration))


def about(graph: Graph, view: View, things: Iterable[int], end: End, *properties: str) -> Lines:
    """Return the statements with one of some things at an end; of some properties, or of all."""
    asked = tuple(things)
    return lines(graph, view, selection(asked, end, properties)) if asked else Lines()


def numbered(numbers: Iterable[int]) -> str:
    """Return numbers of the index as SQL lists them."""
    return ",".join(str(int(number)) for number in sorted(numbers))


def selection(things: Iterable[int], end: End, properties: Iterable[str] = ()) -> Selection:
    """Return the selection of the statements with one of some things at an end."""
    named = {f"property_{at}": TERMS + name for at, name in enumerate(properties)}
    conditions = [f"s.{end} IN ({numbered(things)})"]
    if named:
        conditions.append(f"s.predicate IN ({terms(*named)})")
    return Selection(tuple(conditions), {**named})


def terms(*parameters: str) -> str:
    """Return the SQL that gives the numbers of the things whose IRIs some parameters hold."""
    places = ", ".join(f":{name}" for name in parameters)
    return f"SELECT id FROM term WHERE text IN ({places}) AND datatype IS NULL AND language IS NULL"


def numbers(graph: Graph, values: Iterable[Value]) -> frozenset[int]:
    """Return the numbers of the things among some values."""
    iris = {value.iri for value in values if value.iri}
    return frozenset(graph.statements.numbers_of(iris).values()) if iris else frozenset()


def _is(line: Statement, name: str) -> bool:
    return line.predicate.iri == TERMS + name
