"""What must be known of a query to ask it of a part of a dataset: its form, its graphs, its groups."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from kzgraph.errors import QuerySyntaxError
from kzgraph.identifiers import BASE
from kzgraph.sparql.tokens import Token, tokens
from kzgraph.vocab import PREFIXES, XSD

_FORMS: Final = ("select", "ask", "construct", "describe")
_STRING: Final = XSD + "string"


@dataclass
class Reading:
    """A query, looked through once.

    ``form`` is one of select, ask, construct, describe. ``default`` and ``named`` are the graphs of
    its FROM clauses, whose places in the text are ``clauses``; ``graphs`` those that GRAPH names,
    each with its place; ``open_graphs`` what GRAPH says of each variable: its name, and where its
    group ends. ``group`` is where its WHERE group begins and ends, within the braces.
    """

    text: str
    form: str = ""
    default: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    graphs: list[tuple[str, int, int]] = field(default_factory=list)
    open_graphs: list[tuple[str, int]] = field(default_factory=list)
    typed_strings: list[tuple[int, int]] = field(default_factory=list)
    """Where ``^^xsd:string`` stands: it says nothing, but Virtuoso finds no plain string by it."""
    types: list[tuple[str, int, int]] = field(default_factory=list)
    """Prefixed names of types of XML Schema, each with its place."""
    group: tuple[int, int] | None = None
    nests: bool = False
    """Whether the WHERE group holds nothing but another SELECT."""

    @property
    def has_dataset(self) -> bool:
        """Whether the query says FROM."""
        return bool(self.default or self.named)


def read(query: str) -> Reading:
    """Look a query through. Raises ``QuerySyntaxError`` where it is no query of any form."""
    return _Reader(query).run()


class _Reader:
    def __init__(self, query: str) -> None:
        self._found = list(tokens(query))
        self._reading = Reading(query)
        self._prefixes = dict(PREFIXES)
        self._base = BASE
        self._template = False
        self._begun: list[tuple[int, str]] = []

    def run(self) -> Reading:
        """Go through the tokens once."""
        for number, token in enumerate(self._found):
            word = token.text.lower() if token.kind == "word" else ""
            if token.depth == 0 and word:
                self._outside(word, number)
            if word == "graph":
                self._graph(number)
            elif token.kind == "name":
                self._name(token)
            elif token.text == "^^":
                self._typed(number)
            elif token.text == "{":
                self._opened(number)
            elif token.text == "}":
                self._closed(token)
        if not self._reading.form:
            raise QuerySyntaxError("this is no SELECT, ASK, CONSTRUCT or DESCRIBE query")
        return self._reading

    def _outside(self, word: str, number: int) -> None:
        """Take in a word that stands in no bracket."""
        if word == "prefix" and self._is(number + 2, "iri"):
            name = self._found[number + 1].text.removesuffix(":")
            self._prefixes[name] = self._resolved(self._found[number + 2])
        elif word == "base" and self._is(number + 1, "iri"):
            self._base = self._resolved(self._found[number + 1])
        elif word in _FORMS and not self._reading.form:
            self._reading.form = word
            self._template = word == "construct" and self._text(number + 1) == "{"
        elif word == "from":
            self._from(number)

    def _from(self, number: int) -> None:
        named = self._text(number + 1).lower() == "named"
        at = number + 1 + named
        if not self._is(at, "iri", "name"):
            return  # the engine says what is wrong
        token = self._found[at]
        (self._reading.named if named else self._reading.default).append(self._resolved(token))
        self._reading.clauses.append((self._found[number].start, token.start + len(token.text)))

    def _graph(self, number: int) -> None:
        if self._is(number + 1, "iri", "name"):
            token = self._found[number + 1]
            place = (self._resolved(token), token.start, token.start + len(token.text))
            self._reading.graphs.append(place)

    def _name(self, token: Token) -> None:
        iri = self._resolved(token)
        if iri.startswith(XSD):
            self._reading.types.append((iri, token.start, token.start + len(token.text)))

    def _typed(self, number: int) -> None:
        after = number + 1
        if self._is(after, "iri", "name") and self._resolved(self._found[after]) == _STRING:
            token = self._found[after]
            place = (self._found[number].start, token.start + len(token.text))
            self._reading.typed_strings.append(place)

    def _opened(self, number: int) -> None:
        token = self._found[number]
        if number > 1 and self._is(number - 1, "variable") and self._word(number - 2) == "graph":
            self._begun.append((token.depth, self._found[number - 1].text))
        if token.depth == 1 and self._reading.group is None and not self._template:
            self._reading.group = (token.start + 1, len(self._reading.text))
            self._reading.nests = self._word(number + 1) == "select"

    def _closed(self, token: Token) -> None:
        if self._begun and self._begun[-1][0] == token.depth + 1:
            self._reading.open_graphs.append((self._begun.pop()[1], token.start + 1))
        if token.depth > 0:
            return
        if self._template:
            self._template = False
        elif self._reading.group and self._reading.group[1] == len(self._reading.text):
            self._reading.group = (self._reading.group[0], token.start)

    def _resolved(self, token: Token) -> str:
        if token.kind == "iri":
            return urljoin(self._base, token.text[1:-1])
        prefix, _, local = token.text.partition(":")
        return self._prefixes.get(prefix, "") + local.replace("\\", "")

    def _is(self, number: int, *kinds: str) -> bool:
        return number < len(self._found) and self._found[number].kind in kinds

    def _text(self, number: int) -> str:
        return self._found[number].text if number < len(self._found) else ""

    def _word(self, number: int) -> str:
        return self._text(number).lower() if self._is(number, "word") else ""
