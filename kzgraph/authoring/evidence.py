"""The evidence of a claim, from the cells that tell it: positions and digests, or the words."""

import unicodedata
from itertools import zip_longest

from kzgraph.authoring.cells import parted
from kzgraph.authoring.passages import PassageAt
from kzgraph.authoring.sheet import RowReader
from kzgraph.evidence import digest

_HEX = frozenset("0123456789abcdef")
_DIGEST = 64


def read_passage_cells(row: RowReader, text: str | None) -> list[PassageAt]:
    """Return the passages that a row cites; none stands for the document as a whole.

    ``text`` is that of the document, where the user holds it. What is wrong is noted in the row.
    """
    if row["words"].strip():
        return _found(row, text)
    starts, ends, digests = (parted(row[name]) for name in ("start", "end", "sha256"))
    if len(starts) != len(ends):
        row.wrong("end", f"{len(starts)} starts and {len(ends)} ends; each passage has one of both")
        return []
    if len(digests) not in {0, len(starts)}:
        row.wrong("sha256", f"{len(digests)} digests for {len(starts)} passages; give all or none")
        return []
    told = zip_longest(starts, ends, digests, fillvalue="")
    return [found for one in told if (found := _passage(row, *one, text))]


def _found(row: RowReader, text: str | None) -> list[PassageAt]:
    """Return the one place of the words in the text."""
    if row["start"].strip():
        row.wrong("words", "there are words and a start as well; keep one of both")
        return []
    if text is None:
        row.wrong(
            "words", "words are looked up in the text; attach it with `kzgraph source attach`"
        )
        return []
    words = unicodedata.normalize("NFC", row["words"].strip())
    start = text.find(words)
    if start < 0:
        row.wrong("words", "these words do not stand in the text")
        return []
    if text.find(words, start + 1) >= 0:
        row.wrong("words", "these words stand in the text more than once; give more of them")
        return []
    return [PassageAt(start, start + len(words), digest(words))]


def _passage(
    row: RowReader, start: str, end: str, sha256: str, text: str | None
) -> PassageAt | None:
    for name, value in (("start", start), ("end", end)):
        if not (value.isascii() and value.isdecimal()):
            row.wrong(name, f"{value!r} is no position; code points are counted from 0")
            return None
    first, last = int(start), int(end)
    if last <= first:
        row.wrong("end", f"the passage ends at {last}, before it has begun at {first}")
    elif text is not None and last > len(text):
        row.wrong("end", f"the text has {len(text)} code points")
    elif not sha256 and text is None:
        row.wrong(
            "sha256", "no digest, and no text to make it from; attach it: `kzgraph source attach`"
        )
    elif sha256 and (len(sha256) != _DIGEST or not _HEX.issuperset(sha256)):
        row.wrong("sha256", "this is no SHA-256: 64 hexadecimal digits in lower case")
    elif sha256 and text is not None and digest(text[first:last]) != sha256:
        row.wrong(
            "sha256", f"not the digest of the attached text at {first}-{last}; empty the cell"
        )
    else:
        return PassageAt(first, last, sha256 or digest((text or "")[first:last]))
    return None
