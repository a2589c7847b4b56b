"""Reading the algebra of a query as rdflib gives it: variables, patterns, properties of paths."""

from rdflib import URIRef, Variable
from rdflib.paths import AlternativePath, Path
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from kzgraph.validation.made import Names

TriplePattern = tuple[Node, Node | Path, Node]


def certain(node: CompValue) -> Names:
    """Return the variables that every solution of a part binds by a pattern."""
    if node.name == "BGP":
        return names_in([term for triple in node["triples"] for term in triple])
    if "p1" in node:
        first, second = certain(node["p1"]), certain(node["p2"])
        return {"Join": first | second, "Union": first & second}.get(node.name, first)
    if "p" not in node:
        return frozenset()
    within = certain(node["p"])
    if node.name == "Project":
        return within & names_in(node["PV"])
    return within & keys_of(node) if node.name == "AggregateJoin" else within


def holding(node: CompValue) -> tuple[TriplePattern, ...]:
    """Return the triple patterns that every solution of a part matches."""
    if node.name == "BGP":
        return tuple(node["triples"])
    if node.name == "Join":
        return (*holding(node["p1"]), *holding(node["p2"]))
    if node.name in ("LeftJoin", "Minus"):
        return holding(node["p1"])
    return holding(node["p"]) if node.name in ("Filter", "Extend", "Graph") else ()


def values_of(node: CompValue) -> dict[str, Names]:
    """Return the IRIs that a VALUES block allows for each of its variables."""
    if node.name != "ToMultiSet" or node["p"].name != "values":
        return {}
    rows = node["p"]["res"]
    columns = {
        str(variable): [row.get(variable) for row in rows] for row in rows for variable in row
    }
    return {
        name: frozenset(iri_of(term) for term in column if isinstance(term, URIRef))
        for name, column in columns.items()
        if all(isinstance(term, URIRef) for term in column)
    }


def keys_of(node: CompValue) -> Names:
    """Return the variables that an aggregation groups by."""
    return names_in(node["p"]["expr"] or [])


def names_in(terms: list[Node | Path]) -> Names:
    """Return the names of the variables among some terms."""
    return frozenset(str(term) for term in terms if isinstance(term, Variable))


def iri_of(term: URIRef) -> str:
    """Return an IRI; rdflib leaves the backslashes of a prefixed name in it."""
    return str(term).replace("\\", "")


def properties_in(path: Node | Path) -> tuple[Names | None, bool]:
    """Return the properties in a path, None where any will do, and whether it is one triple long."""
    if isinstance(path, URIRef):
        return frozenset((iri_of(path),)), True
    if not isinstance(path, Path):
        return None, True
    parts = [properties_in(part) for part in _parts(path)]
    if not parts or any(properties is None for properties, _ in parts):
        return None, False
    single = isinstance(path, AlternativePath) and all(ends for _, ends in parts)
    return frozenset(iri for properties, _ in parts for iri in properties or ()), single


def _parts(path: Path) -> list[Node | Path]:
    """Return the parts of a path: those of a sequence, or the one of any other."""
    several = getattr(path, "args", None)
    single = getattr(path, "path", None) or getattr(path, "arg", None)
    return list(several) if several else [single] if isinstance(single, URIRef | Path) else []
