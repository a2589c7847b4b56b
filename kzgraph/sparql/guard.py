"""Refuse, before anything is parsed, what no worker should be asked to evaluate."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from kzgraph.errors import QueryRefusedError
from kzgraph.sparql.tokens import Token, tokens

if TYPE_CHECKING:
    # Not needed in a worker, and pydantic takes longer to import than all the rest.
    from kzgraph.settings import Settings

# Each of these makes the parser's tree one level deeper without opening a bracket.
_CHAINING: Final = frozenset(("||", "&&", "!", "+", "-", "*", "/", "|", "^")) | frozenset(
    ("union", "optional", "minus", "lateral", "filter", "bind", "as", "having", "values", "graph")
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE: Final = "service"


@dataclass(frozen=True)
class Limits:
    """How large a query may be.

    The least depth at which pyoxigraph 0.5.13 overflows a stack of 8 MiB was measured as 760
    brackets (nested NOT EXISTS; functions 920, groups 2,000, parentheses 4,400) and as 2,500 links
    of a chain (OPTIONAL, MINUS, BIND and aggregates; operators 6,000). So 64 brackets around 1,000
    links take less than half of it. Tokens are limited for the time that this check takes, 4 µs
    each on the machine where it was measured.
    """

    max_bytes: int = 262_144
    max_tokens: int = 65_536
    max_depth: int = 64
    max_chain: int = 1_000
    services: bool = False

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """Take over what the operator set."""
        return cls(
            max_bytes=settings.max_query_bytes,
            max_depth=settings.max_query_depth,
            services=bool(settings.service_hosts),
        )


def guard(query: str, limits: Limits) -> None:
    """Raise ``QueryRefusedError`` or ``QuerySyntaxError`` unless the query may be evaluated.

    Checked: size in bytes and in tokens, brackets inside brackets, the number of operators and
    clauses, and SERVICE. Takes time in proportion to the size. A query that passes may still be
    wrong, slow or large: that is for the worker, its deadline and its memory cap.
    """
    _check_size(query, limits)
    for reading in _readings(query):
        _check_tokens(reading, limits)


def _check_size(query: str, limits: Limits) -> None:
    try:
        size = len(query.encode("utf-8"))
    except UnicodeEncodeError as exc:
        raise QueryRefusedError("The query is not valid Unicode.", "encoding") from exc
    if size > limits.max_bytes:
        raise QueryRefusedError(
            f"The query has {size} bytes; {limits.max_bytes} are allowed.", "size"
        )


def _readings(query: str) -> Iterator[str]:
    r"""Yield the query as it stands and with its ``\u`` escapes decoded, where it has any.

    The specification decodes before it parses (section 19.2), Oxigraph inside strings alone. A
    quote or a line end spelled as an escape hides a clause from one reading or from the other.
    """
    yield query
    if _ESCAPE.search(query):
        yield _ESCAPE.sub(_character, query)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    if code > sys.maxunicode:
        raise QueryRefusedError(f"{escape[0]} is no character.", "encoding")
    return chr(code)


def _check_tokens(query: str, limits: Limits) -> None:
    links = 0
    suspected = False
    for count, token in enumerate(tokens(query)):
        if count == limits.max_tokens:
            raise QueryRefusedError(f"The query has more than {count} tokens.", "size")
        if token.kind == "open":
            _check_depth(token.depth, limits)
            if suspected and token.text == "{":
                raise _service_refused()
        elif token.kind in ("word", "operator"):
            links += _links(token)
            _check_chain(links, limits)
        if limits.services and token.kind == "word" and token.text.lower() == _SERVICE:
            continue  # the address that follows is looked at where it is replaced
        suspected = _may_hide_service(token) or (suspected and _may_name_service(token))


def _check_depth(depth: int, limits: Limits) -> None:
    if depth > limits.max_depth:
        raise QueryRefusedError(
            f"The query nests brackets more than {limits.max_depth} levels deep.", "depth"
        )


def _check_chain(links: int, limits: Limits) -> None:
    if links > limits.max_chain:
        raise QueryRefusedError(
            f"The query has more than {limits.max_chain} operators and clauses. "
            "Lists of values are shorter with VALUES or IN.",
            "chain",
        )


def _links(token: Token) -> int:
    # A word of this tokenizer runs over "-": "true-1-1" is one.
    hidden = token.text.count("-") if token.kind == "word" else 0
    return hidden + (token.text.lower() in _CHAINING)


def _may_hide_service(token: Token) -> bool:
    """Raise when a word has SERVICE in it; tell whether a prefixed name could.

    No other keyword contains it, so ``trueSERVICE`` is refused like SERVICE. In ``SERVICE:x`` and
    ``ex:a.b.SERVICE`` Oxigraph finds the keyword if that makes the query parse; as names they are
    no harm. What follows tells: a clause has a brace.
    """
    if token.kind not in ("word", "name"):
        return False
    prefix, _, local = token.text.lower().partition(":")
    if token.kind == "word" and _SERVICE in prefix:
        raise _service_refused()
    return _SERVICE in prefix or f".{_SERVICE}" in local


def _may_name_service(token: Token) -> bool:
    named = token.kind in ("variable", "iri", "name")
    return named or (token.kind == "word" and token.text.lower() == "silent")


def _service_refused() -> QueryRefusedError:
    return QueryRefusedError(
        "SERVICE is switched off here: queries are answered from this graph alone.", "service"
    )
