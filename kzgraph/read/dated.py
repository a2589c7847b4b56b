"""Questions to the index of statements about the times that claims give."""

from typing import Final

from kzgraph.identifiers import TERMS
from kzgraph.model.timeline import What
from kzgraph.read.lines import terms
from kzgraph.statements import View
from kzgraph.statements.view import Values

MEANING: Final[dict[str, What]] = {
    "startDate": "starts",
    "endDate": "ends",
    "establishedOn": "established",
    "signedOn": "signed",
    "intendedDate": "intended",
}
_HAPPENINGS: Final = ("Event", "Agreement", "AgreementSet", "Undertaking", "BilateralRelation")
"""Classes of what is dated for the sake of those who take part in it."""

_WHOLE: Final = ("partOfEvent", "signedDuring", "resultedFrom", "launchedDuring")
"""Properties that join a happening with the event that it belongs to."""

NAMES: Final[Values] = {
    **{f"class_{at}": TERMS + name for at, name in enumerate(_HAPPENINGS)},
    **{f"whole_{at}": TERMS + name for at, name in enumerate(_WHOLE)},
}
"""Parameters of ``around``."""


def around(view: View) -> str:
    """Return the question for the dated happenings that a thing ``:about`` takes part in.

    Those that a statement joins it with, and the events that these belong to.
    """
    # From the thing on: it takes as long as there are statements about it.
    return f"""WITH own (thing) AS MATERIALIZED (
            SELECT n.object FROM statement AS n WHERE n.subject = :about AND {_seen("n", view)}
            UNION SELECT n.subject FROM statement AS n WHERE n.object = :about AND {_seen("n", view)})
        SELECT x.thing FROM (SELECT thing FROM own UNION
            SELECT w.object FROM statement AS w WHERE w.subject IN (SELECT thing FROM own)
            AND w.predicate IN ({_terms("whole")}) AND {_seen("w", view)}) AS x
        WHERE EXISTS (SELECT 1 FROM entity_class AS k
            WHERE k.entity = x.thing AND +k.class IN ({_terms("class")}))"""


def _seen(statement: str, view: View) -> str:
    return f"EXISTS (SELECT 1 FROM claim AS c WHERE c.statement = {statement}.id AND {view.condition()})"


def _terms(kind: str) -> str:
    return terms(*(name for name in NAMES if name.startswith(f"{kind}_")))
