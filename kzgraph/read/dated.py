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
}
"""Parameters of ``around``."""

BETWEEN: Final = "t.last >= :since AND t.first <= :until"
"""The condition that a time ``t`` shares a day with the time that is asked for."""


ABOUT: Final = """(s.subject = :about OR s.object = :about OR (t.property IS NOT NULL
    AND s.subject IN (SELECT value FROM json_each(:around))))"""
"""The condition that a statement ``s`` is about a thing, or dates what it takes part in."""


def around(view: View) -> str:
    """Return the question for the dated happenings that a thing ``:about`` takes part in.

    Those that a statement joins it with, and the events that these belong to. Each happening is
    asked for its links, since a state has many more than any of them.
    """
    own, of_part = _joined("x.thing", view), _joined("w.subject", view)
    # CROSS JOIN begins with the dates, of which there are few.
    return f"""SELECT x.thing FROM (SELECT DISTINCT s.subject AS thing
            FROM moment AS t CROSS JOIN statement AS s ON s.id = t.statement
            WHERE t.property IS NOT NULL) AS x
        WHERE x.thing IN (SELECT entity FROM entity_class WHERE class IN ({_terms("class")}))
        AND ({own} OR EXISTS (SELECT 1 FROM statement AS w WHERE w.object = x.thing
            AND w.predicate IN ({_terms("whole")}) AND {_seen("w", view)} AND ({of_part})))"""


def _joined(thing: str, view: View) -> str:
    # The plus keeps SQLite from going through everything that is joined with a state.
    ends = ((f"n.subject = {thing}", "+n.object"), (f"n.object = {thing}", "+n.subject"))
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM statement AS n WHERE {own} AND {other} = :about AND {_seen('n', view)})"
        for own, other in ends
    )


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
