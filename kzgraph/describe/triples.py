"""Writing a description: statements about one thing after the other."""

from itertools import count
from typing import Final

from kzgraph.rdf import BlankNode, Literal, NamedNode, Triple
from kzgraph.vocab import RDF_TYPE, XSD

Node = NamedNode | BlankNode
Value = Node | Literal

_INTEGER: Final = NamedNode(XSD + "integer")


class Description:
    """Triples that are being collected, each once."""

    def __init__(self) -> None:
        self._about: dict[Node, dict[Triple, None]] = {}
        self._numbers = count(1)

    @property
    def triples(self) -> list[Triple]:
        """All triples: those about one subject together, subjects as they were first spoken of."""
        return [triple for about in self._about.values() for triple in about]

    def say(self, subject: Node, predicate: str, *values: Value) -> None:
        """Add one triple for each value."""
        about = self._about.setdefault(subject, {})
        for value in values:
            about[Triple(subject, NamedNode(predicate), value)] = None

    def typed(self, subject: Node, *classes: str) -> None:
        """Say of which classes a thing is."""
        self.say(subject, RDF_TYPE, *map(NamedNode, classes))

    def part(self, *classes: str) -> BlankNode:
        """Return a new node without a name; its label depends on the order of calls alone."""
        node = BlankNode(f"part{next(self._numbers)}")
        self.typed(node, *classes)
        return node


def number(value: int) -> Literal:
    """Return a whole number as a literal."""
    return Literal(str(value), datatype=_INTEGER)
