"""How many claims a view sees, and how many it leaves out, each by its first reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kzgraph.model import LeftOut
from kzgraph.statements.index import StatementIndex
from kzgraph.statements.view import ALWAYS, Values, View


@dataclass(frozen=True)
class Counted:
    """The number of claims that a view sees, and what it leaves out."""

    seen: int
    left_out: LeftOut


def count(
    index: StatementIndex,
    claims: str,
    values: Values,
    view: View,
    enough: str = ALWAYS,
) -> Counted:
    """Count the claims ``c`` of a question, which is SQL from its FROM on and has each claim once.

    They are counted by status and rank, as the index has them in order, and told apart here.
    ``enough`` is an SQL condition of corroboration, which counts last.
    """
    columns, places, passed = ["COUNT(*)"], [0], list[str]()
    for test in (*view.clocks(), enough):
        # What every claim passes is not added up: that may take as long as to find the claims.
        if test != ALWAYS:
            passed.append(test)
            columns.append(f"SUM({' AND '.join(passed)})")
        places.append(len(columns) - 1)
    rows = index.counts(
        f"SELECT c.modality, c.rank, {', '.join(columns)} {claims} GROUP BY 1, 2",
        {**values, **view.values()},
    )
    told = (((row[0], row[1]), [row[2 + place] for place in places]) for row in rows)
    return told_apart(told, view)


def told_apart(rows: Iterable[tuple[tuple[str, str], list[int]]], view: View) -> Counted:
    """Return what a view sees and leaves out of claims that are counted by modality and rank.

    The counts: all of them, those known by then, those of these that hold, and with documents enough.
    """
    out: Counter[str] = Counter()
    modality: Counter[str] = Counter()
    seen = 0
    for (code, rank), (every, published, valid, witnessed) in rows:
        if view.ranks is not None and rank not in view.ranks:
            out["rank"] += every
            continue
        out["known_on"] += every - published
        out["valid_on"] += published - valid
        if view.modalities is None or code in view.modalities:
            seen += witnessed
            out["few"] += valid - witnessed
        elif valid:
            modality[code] += valid
    told = dict(sorted(modality.items()))
    return Counted(seen, LeftOut(out["rank"], out["known_on"], out["valid_on"], told, out["few"]))
