"""What documents say, in tables that lists, filters and clocks are answered from.

The store answers anyone's SPARQL; lists with totals, facets and clocks over many thousand claims take
it too long. So a release has an index beside it, built from the store by queries of ours.
"""

from kzgraph.statements.build import build_statements
from kzgraph.statements.coverage import coverage_of
from kzgraph.statements.follow import follow_statements
from kzgraph.statements.index import StatementIndex
from kzgraph.statements.selection import Selection
from kzgraph.statements.view import View

__all__ = [
    "Selection",
    "StatementIndex",
    "View",
    "build_statements",
    "coverage_of",
    "follow_statements",
]
