"""The readings of violation queries, kept in a file from one process to the next.

rdflib takes some 20 milliseconds to parse a query, and there are many: more than all else that a
small change asks of the rules. A file holds each reading under its query, so that it is never
one of another query.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from kzgraph.validation.patterns import Needed, Pattern, Place, Reading, Tie, know, reading_of

READINGS: Final = "readings.json"
"""The file of a release that keeps them."""


def write_readings(queries: Iterable[str], path: Path) -> None:
    """Write the readings of some queries to a file."""
    told = {query: _plain(reading_of(query)) for query in queries}
    path.write_text(json.dumps(told, default=sorted), encoding="utf-8")


def recall(path: Path) -> None:
    """Make the readings of a file known to this process, where there is one that can be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        know({query: _reading(plain) for query, plain in told.items()})
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return


def _plain(reading: Reading | None) -> dict[str, Any] | None:
    return None if reading is None else asdict(reading)


def _reading(plain: dict[str, Any] | None) -> Reading | None:
    if plain is None:
        return None
    patterns = (
        Pattern(
            **{
                **pattern,
                "places": tuple(_place(place) for place in pattern["places"]),
                "telling": frozenset(pattern["telling"]),
                "ties": tuple(Tie(**tie) for tie in pattern["ties"]),
            }
        )
        for pattern in plain["patterns"]
    )
    return Reading(tuple(patterns), tuple(Needed(**one) for one in plain["needed"]))


def _place(plain: dict[str, Any]) -> Place:
    iris = plain["iris"]
    return Place(plain["variable"], None if iris is None else frozenset(iris))
