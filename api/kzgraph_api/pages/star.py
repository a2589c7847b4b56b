"""What is nearest to a thing as a drawing: the thing in the middle, the others round it."""

import math
from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import THINGS
from kzgraph.model import Statement
from kzgraph.model.relations import Network
from kzgraph_api.pages.names import Named
from kzgraph_api.pages.reader import Reader

NEIGHBOURS: Final = 14
WIDTH: Final = 760
HEIGHT: Final = 430
_RADII: Final = (195, 165)
_FEWEST: Final = 3
"""Neighbours that are worth a drawing."""

_LONGEST: Final = 24
"""Signs of a name that there is room for."""

_ASIDE: Final = 0.12
"""Cosine from which a name stands beside its dot, and not above or below it."""


@dataclass(frozen=True)
class Spot:
    """A thing as it is drawn; ``anchor`` is where its text begins: start, middle or end of it."""

    id: str
    name: Named
    short: str
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True)
class Line:
    """Two things that statements join, and the names of the properties."""

    start: Spot
    end: Spot
    title: str


@dataclass(frozen=True)
class Star:
    """A drawing ``WIDTH`` by ``HEIGHT``; ``more`` counts the things that found no place."""

    middle: Spot
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    more: int


def star(network: Network, reader: Reader) -> Star | None:
    """Return a network as a drawing; None for a thing that little is joined with."""
    around = [node for node in network.nodes if node.id != network.center]
    if len(around) < _FEWEST:
        return None
    spots = {network.center: _middle(network.center, reader)}
    for at, node in enumerate(around):
        spots[node.id] = _spot(node.id, 2 * math.pi * at / len(around), reader)
    lines = _lines(network.edges, {THINGS + name: spot for name, spot in spots.items()}, reader)
    middle = spots.pop(network.center)
    return Star(middle, tuple(spots.values()), lines, network.more_nodes)


def _middle(name: str, reader: Reader) -> Spot:
    x, y = WIDTH / 2, HEIGHT / 2
    named = reader.names.of(name)
    return Spot(name, named, _short(named.text), x, y, x, y + 22, "middle")


def _spot(name: str, angle: float, reader: Reader) -> Spot:
    across, down = math.sin(angle), -math.cos(angle)
    x, y = WIDTH / 2 + _RADII[0] * across, HEIGHT / 2 + _RADII[1] * down
    named = reader.names.of(name)
    text_x, text_y, anchor = x, y + (18 if down > 0 else -11), "middle"
    if abs(across) >= _ASIDE:
        text_x, text_y = x + (10 if across > 0 else -10), y + 4
        anchor = "start" if across > 0 else "end"
    x, y, text_x, text_y = (round(number, 1) for number in (x, y, text_x, text_y))
    return Spot(name, named, _short(named.text), x, y, text_x, text_y, anchor)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _lines(
    edges: tuple[Statement, ...], spots: dict[str, Spot], reader: Reader
) -> tuple[Line, ...]:
    """Return one line for each pair of things that are joined."""
    joined: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        ends = (edge.subject.iri or "", edge.object.iri or "")
        if ends[0] != ends[1] and all(end in spots for end in ends):
            pair = min(ends), max(ends)
            joined.setdefault(pair, []).append(reader.names.of(edge.predicate).text)
    return tuple(
        Line(spots[one], spots[other], ", ".join(dict.fromkeys(names)))
        for (one, other), names in joined.items()
    )
