"""Things of some classes: one by its slug, and pages of those that a view sees."""

from collections.abc import Iterable
from dataclasses import dataclass

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import slug_of, thing
from kzgraph.model import LeftOut, Statement, Value
from kzgraph.model.stages import StageReached
from kzgraph.read.graph import Graph
from kzgraph.read.lines import numbered
from kzgraph.statements import View
from kzgraph.values import by_language, properties_of
from kzgraph.vocab import SCHEMA


@dataclass(frozen=True)
class Thing:
    """A thing as the index knows it; ``types`` are the local names of its own classes."""

    number: int
    id: str
    iri: str
    label: str
    types: tuple[str, ...]


def find_thing(graph: Graph, kinds: Iterable[str], slug: str, what: str) -> Thing:
    """Return the thing with a slug, of the first kind that has it. Raises ``NotFoundError``."""
    for kind in kinds:
        try:
            iri = thing(kind, slug)
        except ValueError as exc:
            raise NotFoundError(what, slug) from exc
        number = graph.statements.number_of(iri)
        found = things(graph, [number]) if number is not None else {}
        if number in found:
            return found[number]
    raise NotFoundError(what, slug)


def things(graph: Graph, numbers: Iterable[int]) -> dict[int, Thing]:
    """Return things by their numbers; what is no entity is not there."""
    rows = graph.statements.rows(
        f"""SELECT e.id, e.name, own.text, own.label, k.text FROM entity AS e
        JOIN term AS own ON own.id = e.id
        JOIN entity_class AS c ON c.entity = e.id AND c.direct JOIN term AS k ON k.id = c.class
        WHERE e.id IN ({numbered(numbers)}) ORDER BY e.id, k.text"""
    )
    classes: dict[int, list[str]] = {}
    for row in rows:
        classes.setdefault(row[0], []).append(slug_of(row[4]))
    return {
        number: Thing(number, name, iri, label, tuple(classes[number]))
        for number, name, iri, label, _ in rows
    }


def described(graph: Graph, one: Thing) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names and the descriptions of a thing, by language."""
    rows = graph.statements.rows(
        "SELECT language, text FROM label WHERE term = :thing ORDER BY language",
        {"thing": one.number},
    )
    return dict(rows), by_language(properties_of(graph.store, one.iri)[SCHEMA + "description"])


def left_out(graph: Graph, view: View, numbers: Iterable[int]) -> LeftOut:
    """Return what a view leaves out of all that is said of some things."""
    return graph.entities.witnesses.left_out(view, graph.entities.ends.about(*numbers))


def documents(graph: Graph, statements: Iterable[Statement]) -> tuple[Value, ...]:
    """Return the documents behind some statements, by their ids."""
    ids = sorted({source for statement in statements for source in statement.sources})
    values = {f"name_{at}": name for at, name in enumerate(ids)}
    places = ", ".join(f":{name}" for name in values)
    rows = graph.statements.rows(
        f"SELECT id FROM document WHERE name IN ({places}) ORDER BY name", {**values}
    )
    told = graph.statements.terms(row[0] for row in rows)
    return tuple(told[row[0]] for row in rows)


def reasons(told: Iterable[Statement | StageReached]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the claims and the sources behind some lines."""
    behind = tuple(told)
    claims = {claim for line in behind for claim in line.claims}
    sources = {source for line in behind for source in line.sources}
    return tuple(sorted(claims)), tuple(sorted(sources))
