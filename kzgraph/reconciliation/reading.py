"""Reading the JSON of a client strictly: what is wrong is told with its place, and nothing is lost."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, Final, NoReturn

from kzgraph.errors import BadRequestError

LONGEST_TEXT: Final = 5000
"""Code points of a text in a request; a cell of a spreadsheet seldom has more."""

_SHOWN: Final = 60
_LARGEST: Final = 1e300
_HALF: Final = re.compile("[\ud800-\udfff]")


def parse(text: str, what: str) -> object:
    """Return the JSON in a text; ``what`` names the text in errors. Raises ``BadRequestError``."""
    try:
        return json.loads(text, object_pairs_hook=_members, parse_constant=_no_number)
    except json.JSONDecodeError as exc:
        place = f"line {exc.lineno}, column {exc.colno}"
        raise BadRequestError(f"{what} is not JSON: {exc.msg} ({place}).") from exc
    except RecursionError as exc:
        raise BadRequestError(f"{what} is nested too deeply.") from exc
    except ValueError as exc:
        raise BadRequestError(f"{what}: {exc}") from exc


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the member {shown(twice)} stands twice in an object; one would be lost.")
    return members


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON.")


def shown(value: object) -> str:
    """Return a value of a client as an error shows it: short, and printable."""
    text = json.dumps(value) if not isinstance(value, (dict, list)) else _kind(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def wrong(path: str, why: str) -> BadRequestError:
    """Return the error for a place in the request such as ``q0.properties[1].pid``."""
    return BadRequestError(f"{path}: {why}")


def members(value: object, path: str) -> dict[str, Any]:
    """Return an object. Raises ``BadRequestError`` for anything else."""
    if isinstance(value, dict):
        return value
    raise wrong(path, f"an object belongs here, not {_kind(value)}.")


def known(given: dict[str, Any], names: Collection[str], path: str) -> None:
    """Refuse members that the protocol does not have: a slip in a name would go unnoticed."""
    for name in given:
        if name not in names:
            listed = ", ".join(names)
            raise wrong(path, f"there is no member {shown(name)} here; there are {listed}.")


def items(value: object, path: str, most: int) -> Iterator[tuple[str, Any]]:
    """Yield the items of an array with their paths; at most ``most`` are taken."""
    if not isinstance(value, list):
        raise wrong(path, f"an array belongs here, not {_kind(value)}.")
    if len(value) > most:
        raise wrong(path, f"{most} items are taken at the most; here are {len(value)}.")
    return ((f"{path}[{at}]", item) for at, item in enumerate(value))


def text(value: object, path: str, most: int = LONGEST_TEXT) -> str:
    """Return a text of at most ``most`` code points, which are all Unicode scalars."""
    if not isinstance(value, str):
        raise wrong(path, f"a text belongs here, not {_kind(value)}.")
    if len(value) > most:
        raise wrong(path, f"{most} characters are taken at the most; here are {len(value)}.")
    if _HALF.search(value):
        raise wrong(path, "half of a surrogate pair is no character.")
    return value


def choice(value: object, path: str, choices: Collection[str]) -> str:
    """Return one of some texts."""
    if isinstance(value, str) and value in choices:
        return value
    raise wrong(path, f"one of {', '.join(choices)} belongs here, not {shown(value)}.")


def flag(value: object, path: str) -> bool:
    """Return true or false."""
    if isinstance(value, bool):
        return value
    raise wrong(path, f"true or false belongs here, not {_kind(value)}.")


def count(value: object, path: str, least: int = 1) -> int:
    """Return a whole number from ``least`` on; 5.0 is one, and "5" too: forms of clients send texts."""
    number: object = value
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < _SHOWN:
        number = int(value)
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or number < least:
        raise wrong(path, f"a whole number from {least} on belongs here, not {shown(value)}.")
    return number


def number(value: object, path: str) -> int | float:
    """Return a finite number."""
    if not isinstance(value, bool) and isinstance(value, (int, float)) and _is_sane(value):
        return value
    raise wrong(path, f"a finite number belongs here, not {shown(value)}.")


def _is_sane(value: float) -> bool:
    return -_LARGEST < value < _LARGEST  # of NaN, neither holds


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "an array", str: "a text", bool: "true or false"}
    return "nothing" if value is None else kinds.get(type(value), "a number")
