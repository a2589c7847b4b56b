"""Words that a paraphrase has copied from a document: seven in a row are its, and not ours."""

import re
from typing import Final

RUN: Final = 7


def copied_run(paraphrase: str, text: str) -> str:
    """Return the first seven words in a row that a text has as well, or nothing."""
    theirs = set(_runs(text))
    return next((" ".join(run) for run in _runs(paraphrase) if run in theirs), "")


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
