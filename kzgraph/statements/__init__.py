"""What documents say, in tables that lists, filters and clocks are answered from.

The store answers anyone's SPARQL; lists with totals, facets and clocks over many thousand claims take
it too long. So a release has an index beside it, built from the store by queries of ours.

Writing one stands apart in ``kzgraph.statements.build`` and ``follow``: whoever reads should not wait
for what derives.
"""

from kzgraph.statements.coverage import coverage_of
from kzgraph.statements.index import StatementIndex
from kzgraph.statements.selection import Selection
from kzgraph.statements.view import View

__all__ = [
    "Selection",
    "StatementIndex",
    "View",
    "coverage_of",
]
