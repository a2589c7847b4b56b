"""What is said of one thing: terms are made of what is asked for, and of nothing else."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Final, TypeVar

from kzgraph.rdf import Term, term_of

T = TypeVar("T")

_LINE: Final = re.compile(r"^[^ ]+ <([^>]*)> (.*) \.$", re.MULTILINE)


class Said(Mapping[str, list[Term]]):
    """Property IRI to values, of N-Triples lines; of what is not said there is an empty list."""

    __slots__ = ("_spelled",)

    def __init__(self, lines: bytes) -> None:
        self._spelled: dict[str, list[str]] = {}
        for prop, value in _LINE.findall(lines.decode()):
            self._spelled.setdefault(prop, []).append(value)

    def holds(self, props: Set[str]) -> bool:
        """Tell whether all of some properties are said."""
        return self._spelled.keys() >= props

    def told(self, props: Mapping[str, T]) -> list[tuple[T, list[str]]]:
        """Return, in the order of ``props``, what stands for each that is said, and its values."""
        own = self._spelled
        return [(name, own[prop]) for prop, name in props.items() if prop in own]

    def spelled(self, prop: str) -> list[str]:
        """Return the values of a property as N-Triples spell them."""
        return self._spelled.get(prop, [])

    def __getitem__(self, prop: str) -> list[Term]:
        values = self._spelled.get(prop)
        return [*map(term_of, values)] if values else []

    def __contains__(self, prop: object) -> bool:
        return prop in self._spelled

    def __iter__(self) -> Iterator[str]:
        return iter(self._spelled)

    def __len__(self) -> int:
        return len(self._spelled)
