"""The same citation in BibTeX and in CSL-JSON."""

import re
from dataclasses import dataclass
from typing import Any, Final

_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


@dataclass(frozen=True)
class Reference:
    """What a bibliography shows of a citation; days are ISO dates, ``version`` is the release.

    ``key`` is the name by which a text refers to it.
    """

    key: str
    title: str
    author: str
    version: str
    released: str | None
    accessed: str
    address: str
    note: str


def bibtex(reference: Reference) -> str:
    """Return a reference as a BibTeX entry; ``@misc``, since only newer styles know data sets."""
    fields = {
        "title": f"{{{_escaped(reference.title)}}}",  # twice in braces: its capitals stay
        "author": f"{{{_escaped(reference.author)}}}",
        "publisher": _escaped(reference.author),
        "year": (reference.released or reference.accessed)[:4],
        "version": reference.version,
        "url": reference.address,
        "urldate": reference.accessed,
        "note": _escaped(reference.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{reference.key},\n{lines}}}\n"


def csl(reference: Reference) -> dict[str, Any]:
    """Return a reference as an item of CSL-JSON 1.0."""
    item = {
        "id": reference.key,
        "type": "dataset",
        "title": reference.title,
        "author": [{"literal": reference.author}],
        "publisher": reference.author,
        "version": reference.version,
        "URL": reference.address,
        "accessed": _date(reference.accessed),
        "note": reference.note,
    }
    return item | ({"issued": _date(reference.released)} if reference.released else {})


def _escaped(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda sign: _SPECIAL[sign[0]], text)


def _date(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}
