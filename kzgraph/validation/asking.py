"""How a violation query is asked of everything: first what narrows it down, then the rest from there.

Lines of a query that end in ``# at once`` are a SELECT by themselves, which is quick over everything.
Each row of the query agrees with one of its rows. So these are asked first; where there are none, as a
rule, neither are there any of the query, and where they are few, the rest is looked up from them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from kzgraph.rdf import Literal, NamedNode
from kzgraph.store import Store
from kzgraph.store.base import Row

_MOST = 1_000
"""Rows to look up from; beyond that the whole query is as quick."""

_AT_ONCE = re.compile(r"^(.*)# at once\n", re.MULTILINE)
_PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)


Narrow = Callable[[], Iterable[Row]]
"""Tells rows of which one agrees with each that the lines at once of a query would tell."""


def rows(store: Store, query: str, narrow: Narrow | None = None) -> Iterator[Row]:
    """Return the rows of a violation query over everything; ``narrow`` is asked for its lines at once."""
    first = narrowing(query)
    if first is None:
        return store.select(query)
    told = list(islice(store.select(first) if narrow is None else narrow(), _MOST + 1))
    if not told:
        return iter(())
    known = all(isinstance(term, NamedNode | Literal) for row in told for term in row.values())
    return store.select(_from(query, told) if known and len(told) <= _MOST else query)


def by_look_up(query: str) -> str:
    """Return a query as it is best asked with bindings: looked up from there on, with nothing read whole.

    A query of the rules reads a part whole by ``SELECT *``, and narrows what it reads beforehand in
    lines that end in ``# at once``; both spare work where everything is asked, and say nothing else.
    """
    return _AT_ONCE.sub("", query).replace("SELECT * {", "{")


def narrowing(query: str) -> str | None:
    """Return the lines at once as a query by themselves, None where there are none."""
    lines = "".join(_AT_ONCE.findall(query)).strip()
    if not lines:
        return None
    return "".join(_PREFIX.findall(query)) + lines.removeprefix("{").removesuffix("}")


def _from(query: str, told: list[Row]) -> str:
    """Return a query by look-up from rows that stand in it instead of the lines at once."""
    names = " ".join(f"?{name}" for name in told[0])
    values = " ".join(f"({' '.join(map(str, row.values()))})" for row in told)
    block = f"VALUES ({names}) {{ {values} }}\n"
    return by_look_up(_AT_ONCE.sub(lambda line: block + line[0], query, count=1))
