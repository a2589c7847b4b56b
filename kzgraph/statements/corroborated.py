"""Which statements enough documents make, looked for once for each view."""

from kzgraph.statements.index import StatementIndex
from kzgraph.statements.view import ALWAYS, Values, View


def corroborated(index: StatementIndex, view: View) -> tuple[str, Values]:
    """Return the SQL condition that enough documents make the statement of a claim ``c``.

    And its parameters: the statements, which are looked for once and kept, whatever asks for them.
    """
    if view.min_corroboration <= 1:
        return ALWAYS, {}
    question = f"SELECT json_group_array(statement) FROM ({view.corroborated()})"
    ((numbers,),) = index.counts(question, view.values())
    # The plus keeps SQLite from beginning with these statements where few claims are asked for.
    return "+c.statement IN (SELECT value FROM json_each(:corroborated))", {"corroborated": numbers}
