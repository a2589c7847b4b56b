"""Shapes as sets: patterns of SPARQL that bind what does not conform.

``Failing.of(shape, node, domain)`` gives groups that bind the variable ``node`` to what of a domain
does not conform to a shape; a domain is a pattern that binds ``node``. Sets are made of scans,
grouping and MINUS alone, all of which engines do in one pass over a property; a FILTER NOT EXISTS or
a join looks every node up by itself, which takes several times as long in Oxigraph.
"""

from collections.abc import Iterator, Mapping
from itertools import count

import rdflib
from rdflib.namespace import RDFS
from rdflib.term import Node

from kzgraph.validation.conditions import CONDITIONS, is_shared, term
from kzgraph.validation.node_sets import OF_NODES, OF_PATHS
from kzgraph.validation.paths import is_one_step, sparql_path
from kzgraph.validation.place import Place
from kzgraph.validation.reading import constraints_of, path_of
from kzgraph.validation.uncovered import Uncovered
from kzgraph.validation.value_sets import OF_VALUES, without

_SUBCLASS = RDFS.subClassOf.n3()

Classes = Mapping[str, frozenset[str]]
"""Each class with the classes below it, as the data has them; a class that is not there has none."""


class Failing:
    """The patterns of some shapes, over data with some classes.

    Without classes, and where it is said that they are ``near``, the patterns are for a few nodes, from
    which they look everything up.
    """

    def __init__(
        self, shapes: rdflib.Graph, classes: Classes | None, *, near: bool = False
    ) -> None:
        self.shapes = shapes
        self.near = near or classes is None
        self._classes = classes
        self._numbers = count()
        self._open: list[Node] = []

    def fresh(self) -> str:
        """Return a variable that is in no pattern as yet."""
        return f"?v{next(self._numbers)}"

    def instances(self, node: str, *kinds: Node) -> str:
        """Return a pattern that binds a variable to the instances of classes and those below."""
        if self._classes is None:
            # Each class by itself: with several in a VALUES, an engine goes through all instances.
            each = [f"{node} a/{_SUBCLASS}* {term(kind)} ." for kind in kinds]
            return " UNION ".join(f"{{ {one} }}" for one in each) if len(each) > 1 else each[0]
        variable = self.fresh()
        known = {iri for kind in kinds for iri in (str(kind), *self._classes.get(str(kind), ()))}
        below = " ".join(f"<{iri}>" for iri in sorted(known))
        return f"VALUES {variable} {{ {below} }} {node} a {variable} ."

    def place(self, shape: Node, node: str, value: str, domain: str, within: str) -> Place:
        """Return where a shape is looked at, given the domain and the pattern that keeps to it."""
        path = path_of(self.shapes, shape)
        if path is None:
            return Place(node, node, domain, domain, near=self.near)
        step = sparql_path(self.shapes, path)
        counted = "*" if is_one_step(self.shapes, path) else f"DISTINCT {value}"
        if self.near:
            values = f"{{ {domain} }} {node} {step} {value} ."
            return Place(node, value, domain, values, "", step, counted, near=True)
        return Place(node, value, domain, f"{node} {step} {value} .", within, step, counted)

    def of(self, shape: Node, node: str, domain: str) -> list[str]:
        """Return groups that bind a node to what of a domain does not conform to a shape."""
        if shape in self._open:
            raise Uncovered(f"shape that comes back to itself: {shape}")
        self._open.append(shape)
        place = self.place(shape, node, self.fresh(), domain, f"{{ {domain} }}")
        groups = [
            group
            for parameter, argument in constraints_of(self.shapes, shape)
            for group in self.broken(shape, place, parameter, argument)
        ]
        self._open.pop()
        return groups

    def broken(self, shape: Node, place: Place, parameter: Node, argument: Node) -> Iterator[str]:
        """Yield groups for what breaks a constraint, each of which binds the node of a place.

        Where single values break it, the groups bind the value as well.
        """
        if parameter in OF_PATHS and place.path is None:
            raise Uncovered(f"a node shape with {parameter}")
        if parameter in CONDITIONS:
            fine = CONDITIONS[parameter](self.shapes, shape, argument, place.value)
            yield place.held(self._unlike(place, fine, once=is_shared(parameter, argument)))
        elif parameter in OF_VALUES:
            for pattern in OF_VALUES[parameter](self, place, argument):
                yield place.held(pattern)
        elif parameter in OF_NODES:
            yield from OF_NODES[parameter](self, shape, place, argument)
        else:
            raise Uncovered(f"constraint: {parameter}")

    def passing(self, shape: Node, place: Place) -> str:
        """Return the values of a place that conform to a shape."""
        stated = list(constraints_of(self.shapes, shape))
        if path_of(self.shapes, shape) is None and all(name in CONDITIONS for name, _ in stated):
            each = [
                f"({CONDITIONS[name](self.shapes, shape, argument, place.value)})"
                for name, argument in stated
            ]
            return f"{place.values} FILTER(COALESCE({' && '.join(each) or 'true'}, false))"
        return without(place.values, self.of(shape, place.value, place.values))

    def _unlike(self, place: Place, fine: str, *, once: bool) -> str:
        """Return the values that are not as they should be, each value looked at once if need be.

        Values are grouped for that: engines filter before they leave out what DISTINCT does.
        """
        broken = f"FILTER(!COALESCE({fine}, false))"
        if place.near or place.path is None or not once:
            return f"{place.values} {broken}"
        values = f"SELECT {place.value} (COUNT(*) AS {self.fresh()}) WHERE {{ {place.values} }}"
        each = f"{{ {values} GROUP BY {place.value} }} {broken}"
        return f"{{ SELECT {place.value} WHERE {{ {each} }} }} {place.values}"
