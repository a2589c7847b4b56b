"""The tokens of a SPARQL query, by one regular expression, in linear time.

This is no parser on purpose. A recursive parser dies of a deeply nested query and takes the web
process with it; a loop over tokens cannot. But a loop can only protect a parser with which it
agrees, and Oxigraph's parser knows no tokens: it reads ``1SERVICE`` as a number and a keyword, and
``FILTER(?a<?b&&?c='x>')`` as two comparisons where the specification sees an IRI. Where the two
readings would part, this module refuses the query; ``_Scanner._less_than_or_iri`` says where.
"""

import re
from collections.abc import Iterator
from string import ascii_letters, digits
from typing import Literal, NamedTuple

from kzgraph.errors import QueryRefusedError, QuerySyntaxError

Kind = Literal[
    "iri", "string", "variable", "name", "word", "number", "operator", "open", "close", "other"
]


class Token(NamedTuple):
    """One token, how many brackets are open after it, and where it starts."""

    kind: Kind
    text: str
    depth: int
    start: int


def _letters(more: str) -> str:
    """Return the class of Latin letters, some more ASCII characters, and all that are not ASCII.

    As what is not in it: to compile a range up to the last character takes milliseconds.
    """
    others = (code for code in range(128) if chr(code) not in ascii_letters + more)
    return "[^" + "".join(rf"\x{code:02x}" for code in others) + "]"


# Every repetition is possessive (++, *+): nothing is ever tried a second way, so time is linear.
# Non-ASCII characters count as letters; those that are none parse nowhere outside of strings.
_FIRST = _letters("_")
_LATER = _letters(digits + "_.-")
_SKIPPED = frozenset(" \t\r\n#")
_SKIP = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_IRI = re.compile(r'<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>')
_TOKEN = re.compile(
    rf"""
      (?P<string>
        \"\"\" (?: [^"\\]++ | \\. | "(?!"") )*+ \"\"\"
      | ''' (?: [^'\\]++ | \\. | '(?!'') )*+ '''
      | "(?!"") (?: [^"\\\r\n]++ | \\[^\r\n] )*+ "
      | '(?!'') (?: [^'\\\r\n]++ | \\[^\r\n] )*+ '
      )
    | (?P<variable> [?$] {_letters(digits + "_")}++ )
    | (?P<name>
        (?: {_FIRST} {_LATER}*+ )?+ :
        (?: {_letters(digits + "_.:-")}++ | %[0-9A-Fa-f]{{2}} | \\[_~.\-!$&'()*+,;=/?\#@%] )*+
      )
    | (?P<word> {_FIRST} {_LATER}*+ )
    | (?P<number> (?: [0-9]++ (?: \.[0-9]*+ )?+ | \.[0-9]++ ) (?: [eE][+-]?[0-9]++ )?+ )
    | (?P<open> << | [({{[] )
    | (?P<close> >> | [)}}\]] )
    | (?P<operator> \|\| | && | \^\^ | [!<>]= | [!=<>|^*/+-] )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PARTNER = {")": "(", "}": "{", "]": "[", ">>": "<<"}
_HIERARCHICAL = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+://")


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, without white space and comments.

    Raises ``QuerySyntaxError`` where a string is not closed or a bracket closes another kind, for
    nobody can tell what is inside; ``QueryRefusedError`` where a comparison can be read as an IRI.
    """
    return _Scanner(query).run()


class _Scanner:
    """Where the reading of one query stands."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._position = 0
        self._open: list[str] = []
        self._after_operand = False

    def run(self) -> Iterator[Token]:
        """Yield the tokens one by one, so that the guard can stop early."""
        while (start := self._skipped()) < len(self._query):
            kind, end = self._next(start)
            text = self._query[start:end]
            self._position = end
            if kind in ("open", "close"):
                self._track(kind, text, start)
            self._after_operand = kind not in ("operator", "open") and text != ","
            yield Token(kind, text, len(self._open), start)

    def _skipped(self) -> int:
        if self._query[self._position : self._position + 1] not in _SKIPPED:
            return self._position
        match = _SKIP.match(self._query, self._position)
        return match.end() if match else self._position

    def _next(self, start: int) -> tuple[Kind, int]:
        if self._query[start] == "<":
            return self._less_than_or_iri(start)
        match = _TOKEN.match(self._query, start)
        kind, end = (match.lastgroup, match.end()) if match else ("other", start + 1)
        if kind == "other" and self._query[start] in "\"'":
            raise self._syntax_error("this string is not closed", start)
        if self._query[start:end] == ">>" and "<<" not in self._open[-1:]:
            return "operator", start + 1
        return kind, end  # type: ignore[return-value]  # the groups are the kinds

    def _less_than_or_iri(self, start: int) -> tuple[Kind, int]:
        """Tell what a ``<`` begins.

        Only in parentheses and after an operand can it be a comparison, only before another ``<``
        a quoted triple. There an IRI with ``scheme://`` is still an IRI, since no expression has
        ``//`` in it. Anything else is read as an expression. If it holds a quote or a hash sign,
        the two readings would differ about all that follows, and the query is refused.
        """
        doubled = self._query.startswith("<<", start)
        iri = _IRI.match(self._query, start + doubled)
        certain = not doubled and not (self._open[-1:] == ["("] and self._after_operand)
        if iri and (certain or _HIERARCHICAL.match(iri[0])):
            return ("operator", start + 1) if doubled else ("iri", iri.end())
        if iri and ("'" in iri[0] or "#" in iri[0]):
            raise QueryRefusedError(
                f"{iri[0]!r} can be read as an IRI and as a comparison. "
                "Put a space after the less-than sign, or use a prefix for the IRI.",
                "ambiguous",
            )
        if doubled:
            return "open", start + 2
        return "operator", start + (2 if self._query.startswith("<=", start) else 1)

    def _track(self, kind: Kind, text: str, start: int) -> None:
        if kind == "open":
            self._open.append(text)
            return
        # A "<<" may have been two comparisons in truth; then nothing closes it.
        while text != ">>" and self._open[-1:] == ["<<"]:
            self._open.pop()
        if self._open[-1:] != [_PARTNER[text]]:
            raise self._syntax_error(f"this {text} closes nothing", start)
        self._open.pop()

    def _syntax_error(self, message: str, start: int) -> QuerySyntaxError:
        line = self._query.count("\n", 0, start) + 1
        return QuerySyntaxError(message, line, start - self._query.rfind("\n", 0, start))
