"""Cursors: where the next part of a list begins, in a form that nobody makes by hand.

A cursor holds the sorting key of the last item that was shown, so that a list which has grown since
goes on where it stopped. It is bound to what was asked for: with other filters it would lie.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Final

from kzgraph.errors import BadRequestError

_MARK: Final = 8


def encode(key: str, *asked: object) -> str:
    """Return the cursor of a key in the list that ``asked`` names."""
    text = _mark(asked) + key
    return base64.urlsafe_b64encode(text.encode("utf-8")).decode("ascii").rstrip("=")


def decode(cursor: str | None, *asked: object) -> str:
    """Return the key of a cursor, or the empty text for none. Raises ``BadRequestError``."""
    if cursor is None:
        return ""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        text = raw.decode("utf-8")
    except (binascii.Error, ValueError) as exc:
        raise _foreign() from exc
    if text[:_MARK] != _mark(asked) or encode(text[_MARK:], *asked) != cursor:
        raise _foreign()
    return text[_MARK:]


def _mark(asked: tuple[object, ...]) -> str:
    text = json.dumps(asked, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_MARK]


def _plain(part: object) -> object:
    """Return the parts of what JSON has no form for; a set has no order that every process shares."""
    if isinstance(part, frozenset):
        return sorted(part)
    if is_dataclass(part):
        return {field.name: getattr(part, field.name) for field in fields(part)}
    return str(part)


def _foreign() -> BadRequestError:
    return BadRequestError(
        "This cursor belongs to no such list; take it from `next` of the page before, and leave the "
        "other parameters as they were."
    )
