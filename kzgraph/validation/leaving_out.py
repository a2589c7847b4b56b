"""Whether a query leaves out by MINUS what it could leave out by NOT EXISTS.

An engine makes all that stands in a MINUS, whatever the query is asked for; what stands in a NOT EXISTS
it looks up from each solution. Both say the same where all solutions of either side bind a variable that
both have, and nothing is named inside that only the rest of the query names (SPARQL 1.1, section 8.3).
"""

from collections.abc import Iterator
from typing import Any

from rdflib import Variable
from rdflib.plugins.sparql.parserutils import CompValue

from kzgraph.validation.algebra import certain
from kzgraph.validation.made import Names


def looks_up(algebra: CompValue) -> bool:
    """Tell whether NOT EXISTS says the same in place of every MINUS of a query."""
    return all(_says_the_same(node, outside) for node, outside in _left_out(algebra, frozenset()))


def _left_out(part: Any, outside: Names) -> Iterator[tuple[CompValue, Names]]:
    """Yield each MINUS in a part, with the variables that are named outside of it."""
    if not isinstance(part, CompValue):
        return
    if part.name == "Minus":
        yield part, outside
    for child in part.values():
        beside = (_names(other) for other in _seen(part) if other is not child)
        yield from _left_out(child, outside.union(*beside))


def _says_the_same(node: CompValue, outside: Names) -> bool:
    left, right = node["p1"], node["p2"]
    inner, bound = _names(right), certain(left)
    return (
        _is_plain(right)
        and bool(bound & certain(right))
        and inner & _names(left) <= bound
        and not (inner - bound) & outside
    )


def _seen(part: CompValue) -> Iterator[Any]:
    """Yield what stands in a part whose variables the rest of it sees."""
    hidden = ("_vars", "p2") if part.name == "Minus" else ("_vars",)
    return (inside for name, inside in part.items() if name not in hidden)


def _is_plain(part: CompValue) -> bool:
    """Tell whether a part is one triple pattern: engines plan several as if nothing were known."""
    inside = part["p"] if part.name == "Graph" else part
    return inside.name == "BGP" and len(inside["triples"]) == 1


def _names(part: Any) -> Names:
    """Return the names of the variables of a part, but for those in a MINUS, which nothing else sees."""
    if isinstance(part, Variable):
        return frozenset((str(part),))
    if isinstance(part, CompValue):
        return frozenset().union(*map(_names, _seen(part)))
    if isinstance(part, list | tuple | set | frozenset):
        return frozenset().union(*map(_names, part))
    return frozenset()
