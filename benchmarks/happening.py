"""A happening around which documents tell: who, when, and what is true of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from world import World, day

SECTORS = (
    *("sector:energy", "sector:nuclear-energy", "sector:wind-energy", "sector:solar-energy"),
    *("sector:mining", "sector:uranium", "sector:transport", "sector:rail-transport"),
    *("sector:logistics", "sector:agriculture", "sector:health", "sector:education"),
    *("sector:culture", "sector:industry", "sector:aerospace", "sector:digitalisation"),
    *("sector:science", "sector:trade", "sector:critical-minerals", "sector:construction"),
)


class Truth(NamedTuple):
    """What is true, and how documents tell it.

    ``value`` is Turtle. ``holds`` is ``day`` (the first day of the episode), ``visit`` (its days),
    ``year`` (the year before) or ``told`` (as of the document). ``more`` are qualifiers as Turtle.
    """

    subject: str
    prop: str
    value: str
    holds: str = "told"
    modality: str = "Asserted"
    more: tuple[str, ...] = ()


class Episode:
    """One visit with all that is around it, made on the given part (0 to 1) of the time."""

    def __init__(self, world: World, when: float) -> None:
        self.world = world
        self.first: date = day(when)
        self.last: date = self.first + timedelta(int(world.random.random() * 3))
        self.guest, self.host = _two_states(world)
        self.people: list[str] = []
        self.firms: list[str] = []
        self.bodies: list[str] = []
        self.origins: list[str] = []
        self.visit = world.new("visit", "Visit")
        self.truths: list[Truth] = []

    @property
    def on(self) -> str:
        """The first day, as Turtle."""
        return f'"{self.first}"^^xsd:date'


Telling = Iterator[Truth]
"""What one part of an episode adds to its truths."""


def _two_states(world: World) -> tuple[str, str]:
    one, other = world.any("state"), world.any("state")
    while other == one:
        other = world.of(tuple(world.pools["state"]))
    return one, other
