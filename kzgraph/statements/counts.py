"""How many claims a view sees, and how many it leaves out, each by its first reason."""

from collections import Counter
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
    index: StatementIndex, claims: str, values: Values, view: View, enough: str = ALWAYS
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
        f"SELECT c.modality, c.rank, {', '.join(columns)} {claims} GROUP BY c.modality, c.rank",
        {**values, **view.values()},
    )
    out: Counter[str] = Counter()
    modality: Counter[str] = Counter()
    seen = 0
    for code, rank, *sums in rows:
        every, published, valid, witnessed = (sums[place] for place in places)
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
