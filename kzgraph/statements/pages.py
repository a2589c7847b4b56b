"""A part of a list and the length of the whole list, from one pass over what it is made of."""

from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.view import Values


def page(
    index: StatementIndex, question: str, values: Values, after: str, limit: int
) -> tuple[list[Row], int]:
    """Return the rows of a question after a place, in the order of places, and how many it has in all.

    ``place`` is the first column of the question, different in each row; it follows in the rows.
    """
    rows = index.rows(
        f"""WITH every AS MATERIALIZED ({question})
        SELECT whole.total, part.* FROM (SELECT COUNT(*) AS total FROM every) AS whole
        LEFT JOIN (SELECT * FROM every WHERE place > :after ORDER BY place LIMIT :limit) AS part
        ORDER BY part.place""",
        {**values, "after": after, "limit": limit},
    )
    # Without a row after the place there is still one with the total.
    return [row[1:] for row in rows if row[1] is not None], rows[0][0]
