"""Whole episodes: a visit and all that documents tell around it, some 90 truths.

They have about the proportions of the shipped data, and come in the order of time.
"""

from economy import figures, firms, projects, trade
from happening import SECTORS, Episode
from politics import (
    CHARACTERS,
    PRINCIPLES,
    agreements,
    bodies,
    events,
    people,
    relations,
    visit,
    wishes,
)
from world import World

PARTS = (
    bodies,
    people,
    firms,
    visit,
    trade,
    events,
    agreements,
    projects,
    figures,
    relations,
    wishes,
)


def episode(world: World, when: float) -> Episode:
    """Return an episode on the given part (0 to 1) of the time, with each of its truths once."""
    it = Episode(world, when)
    told = [truth for part in PARTS for truth in part(it) if truth.subject != truth.value]
    it.truths.extend({truth[:3]: truth for truth in told}.values())
    return it


def begin(world: World, states: int) -> None:
    """Make what the first episode finds there already."""
    world.states(states)
    for sector in (*SECTORS, *PRINCIPLES, *CHARACTERS):
        name = sector.partition(":")[2].replace("-", " ")
        world.labels[sector] = (name, name)
    for kind, cls, number in (
        ("office", "Office", 2),
        ("person", "Person", 2),
        ("place", "City", 4),
        ("group", "Group", 1),
        ("organisation", "NewsOutlet", 2),
        ("company", "Company", 2),
        ("project", "Project", 1),
        ("commodity", "Commodity", 3),
        ("agreement", "Charter", 1),
    ):
        for _ in range(number):
            world.new(kind, cls)
