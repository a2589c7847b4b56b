"""Forms of several files (RFC 7578), read in one pass: no part within a part, no coding, no end of parts.

The parser of Python's ``email`` follows whatever a form nests, to the depth of its own stack.
"""

import re
from typing import Final, NamedTuple

from kzgraph.errors import BadRequestError

MEDIA_TYPE: Final = "multipart/form-data"
MOST_PARTS: Final = 1_000
MOST_HEAD_BYTES: Final = 8_192

_BOUNDARY: Final = re.compile(
    r""";\s*boundary=(?:"([^"\\\s]{1,70})"|([^\s";,]{1,70}))\s*(?:;|$)""", re.IGNORECASE
)
_HEADER: Final = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)")
_PLAIN_CODINGS: Final = ("", "7bit", "8bit", "binary")


class Part(NamedTuple):
    """A file in a form; ``media_type`` is in small letters, without parameters."""

    media_type: str
    data: bytes


def parts_of(body: bytes, content_type: str) -> list[Part]:
    """Return the files of a form, one or more, whose Content-Type tells what parts them.

    Raises ``BadRequestError`` for a form that is malformed, or has more parts than are read.
    """
    delimiter = b"\r\n--" + _boundary(content_type)
    pieces = (b"\r\n" + body).split(delimiter, MOST_PARTS + 1)
    if len(pieces) > MOST_PARTS + 1 and not pieces[-1].startswith(b"--"):
        raise BadRequestError(f"The form has more than {MOST_PARTS} parts.")
    if len(pieces) <= 2 or not pieces[-1].startswith(b"--"):  # noqa: PLR2004  # before, after
        raise _malformed("it has no part, or no end")
    return [_part(piece) for piece in pieces[1:-1]]


def _boundary(content_type: str) -> bytes:
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise _malformed("its Content-Type names no boundary")
    return (found[1] or found[2]).encode("latin-1", "replace")


def _part(piece: bytes) -> Part:
    """Read what stands between two boundaries: a line end, headers, an empty line, the data."""
    start = piece.find(b"\r\n")
    end = piece.find(b"\r\n\r\n", start, start + MOST_HEAD_BYTES)
    if piece[:start].strip(b" \t") or start < 0 or end < 0:
        raise _malformed("a part has no headers, or too many")
    headers = dict(_header(line) for line in piece[start + 2 : end].split(b"\r\n") if line)
    coding = headers.get("content-transfer-encoding", "").strip().lower()
    if coding not in _PLAIN_CODINGS:
        raise _malformed(f"a part has the transfer encoding {coding[:40]!r}; send it as it is")
    named = headers.get("content-type", "text/plain")
    return Part(named.partition(";")[0].strip().lower(), piece[end + 4 :])


def _header(line: bytes) -> tuple[str, str]:
    found = _HEADER.fullmatch(line)
    if found is None:
        raise _malformed("a part has a header that is none")
    return found[1].decode("ascii").lower(), found[2].decode("latin-1")


def _malformed(why: str) -> BadRequestError:
    return BadRequestError(f"The body is no well-formed {MEDIA_TYPE}: {why}.")
