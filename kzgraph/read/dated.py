"""Questions to the index of statements about the times that claims give."""

from typing import Final

from kzgraph.identifiers import TERMS
from kzgraph.model.timeline import What
from kzgraph.read.lines import terms
from kzgraph.statements import Selection, View
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
    **{f"dated_{at}": TERMS + name for at, name in enumerate(MEANING)},
}
"""Parameters of ``around`` and ``ABOUT``."""

BETWEEN: Final = "t.last >= :since AND t.first <= :until"
"""The condition that a time ``t`` shares a day with the time that is asked for."""


ABOUT: Final = f"""t.statement IN (SELECT id FROM statement WHERE subject = :about
    UNION SELECT id FROM statement WHERE object = :about
    UNION SELECT id FROM statement WHERE subject IN (SELECT value FROM json_each(:around))
        AND predicate IN ({terms(*(name for name in NAMES if name.startswith("dated_")))}))"""
"""The condition that a time ``t`` is that of a statement about a thing, or of what it takes part in."""


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


def entries(asked: Selection, view: View) -> str:
    """Return the question for the entries; ``place`` puts them in their order."""
    enough = "HAVING COUNT(DISTINCT c.origin) >= :min_corroboration"
    return f"""SELECT t.first || ' ' || t.last || ' ' || s.key AS place, s.id, s.subject,
            s.predicate, s.object, t.property, t.first, t.last
        FROM moment AS t JOIN statement AS s ON s.id = t.statement
        JOIN witness AS c ON c.statement = t.statement AND c.claim = t.claim
        WHERE {asked.where(view.condition())} GROUP BY s.id, t.first, t.last
        {enough if view.min_corroboration > 1 else ""}"""


def dated(asked: Selection) -> Selection:
    """Return the selection of the claims with a time, for conditions on ``t``, ``s`` and ``c``."""
    question = f"""SELECT t.claim FROM moment AS t JOIN statement AS s ON s.id = t.statement
        WHERE {asked.where()}"""
    return Selection((f"c.id IN ({question})",), asked.values)


def _terms(kind: str) -> str:
    return terms(*(name for name in NAMES if name.startswith(f"{kind}_")))
