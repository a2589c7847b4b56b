"""The times that claims give, in a table of the index of statements.

Two kinds of statements have a time of their own: those whose value is a date (a visit starts, a
roadmap ends), and those whose claims say when they hold. A claim that holds at the date of its own
document says only when it was stated; it has no row here.
"""

from typing import Final

from kzgraph.vocab import KZ, XSD

DATED: Final = ("startDate", "endDate", "establishedOn", "signedOn", "intendedDate")
"""Properties whose value is the time of their subject."""

TABLE: Final = """CREATE TABLE moment (
    claim INTEGER PRIMARY KEY, statement INTEGER NOT NULL, property INTEGER,
    first TEXT NOT NULL, last TEXT NOT NULL)"""
"""First and last day by claim; ``property`` is set where the value of the statement is the time."""

INDEX: Final = "CREATE INDEX moment_of_statement ON moment (statement)"

_VALUES: Final = {
    **{f"dated_{at}": KZ + name for at, name in enumerate(DATED)},
    **{f"type_{at}": XSD + name for at, name in enumerate(("gYear", "gYearMonth", "date"))},
}
_PROPERTIES: Final = ", ".join(f":dated_{at}" for at in range(len(DATED)))

# A date is 4, 7 or 10 signs long by its precision.
_VALUE: Final = f"""INSERT INTO moment (claim, statement, property, first, last)
    SELECT c.id, s.id, s.predicate,
        CASE length(o.text) WHEN 4 THEN o.text || '-01-01' WHEN 7 THEN o.text || '-01'
            ELSE o.text END,
        CASE length(o.text) WHEN 4 THEN o.text || '-12-31'
            WHEN 7 THEN date(o.text || '-01', '+1 month', '-1 day') ELSE o.text END
    FROM statement AS s JOIN term AS p ON p.id = s.predicate JOIN term AS o ON o.id = s.object
    JOIN claim AS c ON c.statement = s.id
    WHERE p.text IN ({_PROPERTIES}) AND o.datatype IN (:type_0, :type_1, :type_2)"""
_HELD: Final = f"""INSERT INTO moment (claim, statement, property, first, last)
    SELECT c.id, c.statement, NULL, c.valid_first, c.valid_last
    FROM claim AS c JOIN statement AS s ON s.id = c.statement JOIN term AS p ON p.id = s.predicate
    WHERE p.text NOT IN ({_PROPERTIES}) AND c.valid_first IS NOT NULL
        AND (c.valid_first IS NOT c.published_first OR c.valid_last IS NOT c.published_last)"""

FILLED: Final = (
    (_VALUE, _VALUES),
    (_HELD, {name: iri for name, iri in _VALUES.items() if name.startswith("dated")}),
)
"""What fills the table from the others, with its parameters."""
