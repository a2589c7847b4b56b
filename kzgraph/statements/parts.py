"""What claims may have several of: details, speakers, paraphrases, each by the number of its claim.

Each is read as a few long texts: to fetch as many rows takes longer.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kzgraph.model import Value
from kzgraph.statements.index import StatementIndex

Details = dict[str, list[int]]
"""The names of details, such as ``published``, to the numbers of their values."""


def in_order(values: Iterable[Value]) -> list[Value]:
    """Return terms in an order that does not hang on how they are numbered."""
    told = [*values]
    if len(told) > 1:
        told.sort(key=lambda one: (one.iri or "", one.text, one.language or ""))
    return told


class Parts:
    """What some claims have, a question for each kind, however many claims there are."""

    def __init__(self, index: StatementIndex, claims: Iterable[int]) -> None:
        """Read the parts of claims by their numbers."""
        self._index = index
        self._claims = json.dumps([*claims])
        self.details: dict[int, Details] = defaultdict(lambda: defaultdict(list))
        for claim, name, value in self.columns("claim_detail", "name", "value"):
            self.details[claim][name].append(value)
        self.speakers: dict[int, list[int]] = defaultdict(list)
        for claim, speaker in self.columns("claim_speaker", "speaker"):
            self.speakers[claim].append(speaker)
        self.texts: dict[int, dict[str, str]] = defaultdict(dict)
        for claim, language, text in self.columns("claim_text", "language", "text"):
            self.texts[claim][language] = text

    def columns(self, table: str, *names: str) -> Iterator[tuple[Any, ...]]:
        """Return some columns of a table of the claims: the claim and these, in their order."""
        arrays = ", ".join(f"json_group_array({name})" for name in ("claim", *names))
        order = ", ".join(("claim", *names))
        question = f"""SELECT {arrays} FROM (SELECT {order} FROM {table}
            WHERE claim IN (SELECT value FROM json_each(:claims)) ORDER BY {order})"""
        (row,) = self._index.rows(question, {"claims": self._claims})
        return zip(*map(json.loads, row), strict=True)

    def terms(self) -> set[int]:
        """Return the numbers of all that the details and the speakers name."""
        values = (
            number for own in self.details.values() for some in own.values() for number in some
        )
        return {*values, *(number for some in self.speakers.values() for number in some)}
