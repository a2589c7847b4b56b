"""What was found out about rules, kept in a file from one process to the next.

rdflib takes half a second to be imported and to read them: more than all else that a small change asks
of the rules. A file holds each reading under its query, and what was made of the shapes under
their digest, so that it is never that of other rules.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from kzgraph.validation.asking import by_look_up
from kzgraph.validation.known import aimed, know_queries, know_shapes, reach_of, reading_of
from kzgraph.validation.made import Aimed, Check, Needed, Pattern, Place, Reach, Reading, Tie
from kzgraph.validation.rules import Rules

READINGS: Final = "readings.json"
"""The file of a release that keeps them."""


def write_readings(rules: Rules, path: Path) -> None:
    """Write to a file what validation by difference has to know of some rules."""
    shapes, queries = aimed(rules.shape_files), map(by_look_up, rules.queries.values())
    told = {
        "shapes": _digest(rules),
        "aimed": None if shapes is None else [asdict(shape) for shape in shapes],
        "reach": asdict(reach_of(rules.shape_files)),
        "queries": {query: _plain(reading_of(query)) for query in queries},
    }
    path.write_text(json.dumps(told, default=sorted), encoding="utf-8")


def recall(rules: Rules, path: Path) -> None:
    """Make known to this process what a file says of some rules, where there is one that can be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        readings = {query: _reading(plain) for query, plain in told["queries"].items()}
        shapes = told["aimed"]
        known = None if shapes is None else tuple(_aimed(shape) for shape in shapes)
        reach = Reach(**{way: frozenset(iris) for way, iris in told["reach"].items()})
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
        return
    know_queries(readings)
    if told["shapes"] == _digest(rules):
        know_shapes(rules.shape_files, known, reach)


def _digest(rules: Rules) -> str:
    return Rules(rules.shape_files, {}).digest()


def _aimed(plain: dict[str, Any]) -> Aimed:
    targets = frozenset((way, iri) for way, iri in plain["targets"])
    return Aimed(targets, tuple(Check(**check) for check in plain["checks"]))


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
    needed = tuple(Needed(**one) for one in plain["needed"])
    return Reading(tuple(patterns), needed, plain["looks_up"])


def _place(plain: dict[str, Any]) -> Place:
    iris = plain["iris"]
    return Place(plain["variable"], None if iris is None else frozenset(iris))
