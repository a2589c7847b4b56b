"""SPARQL updates before they are parsed: what is refused, and the dataset that a request sets."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kzgraph.errors import BadRequestError, QueryRefusedError
from kzgraph.sparql.guard import Limits, guard
from kzgraph.sparql.tokens import Token, tokens

_LOAD: Final = "load"
_CONFLICTING: Final = ("using", "with")


def guard_update(text: str, limits: Limits) -> None:
    """Refuse what ``guard`` refuses, and LOAD: the service fetches nothing on anyone's behalf.

    Oxigraph's parser finds the keyword in ``LOAD:x`` as well, so a prefix with these letters is
    refused too.
    """
    guard(text, replace(limits, services=False))
    for token in tokens(text):
        prefix = token.text.lower().partition(":")[0]
        if token.kind in ("word", "name") and _LOAD in prefix:
            raise QueryRefusedError(
                "LOAD is refused: send the data with the Graph Store Protocol. "
                "(If it is a prefix, give it another name.)",
                "load",
            )


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Give each operation with a WHERE the dataset that the request's parameters name.

    That is what ``using-graph-uri`` and ``using-named-graph-uri`` mean (SPARQL 1.1 Protocol, 2.2.3).
    Raises ``BadRequestError`` when the update has USING or WITH of its own.
    """
    if not default and not named:
        return text
    clauses = [f"USING <{iri}>" for iri in default] + [f"USING NAMED <{iri}>" for iri in named]
    using = " ".join(clauses) + " "
    pieces, done = [], 0
    found = list(tokens(text))
    for number, token in enumerate(found):
        word = token.text.lower() if token.kind == "word" and token.depth == 0 else ""
        if word in _CONFLICTING:
            raise BadRequestError(
                "The update has USING or WITH, so the request may not have using-graph-uri "
                "or using-named-graph-uri."
            )
        if word == "where":
            pattern = _group(text, found, number + 1)
            short = number > 0 and found[number - 1].text.lower() == "delete"
            pieces.append(text[done : token.start] + (pattern + " " if short else "") + using)
            done = token.start
    return "".join([*pieces, text[done:]])


def _group(text: str, found: Sequence[Token], start: int) -> str:
    """Return the text of the group that begins at a token: what ``DELETE WHERE`` deletes."""
    for token in found[start:]:
        if token.kind == "close" and token.depth == 0:
            return text[found[start].start : token.start + 1]
    return ""


def graphs_of_data(text: str) -> frozenset[str] | None:
    """Return the graphs that an update can change, where that is plain to see; None otherwise.

    It is plain where every operation is INSERT DATA or DELETE DATA, and all data stand in
    ``GRAPH <...> { }``. Then neither another graph nor the default one has to be looked at.
    """
    found: set[str] = set()
    if "\\" in text:
        return None
    for token in tokens(text):
        if token.depth - (token.kind == "open") > 1 or token.kind == "close":
            continue
        if token.kind == "iri" and token.depth == 1:
            found.add(token.text[1:-1])
        elif not _is_of_data(token):
            return None
    return frozenset(found)


def _is_of_data(token: Token) -> bool:
    """Tell whether a token outside of the triples may stand in an update of data alone."""
    if token.depth == 0:
        known = token.text.lower() in ("prefix", "base", "insert", "delete", "data", ";")
        return known or token.kind in ("name", "iri")
    return token.text.lower() in ("graph", "{", ".")


def as_insertions(text: str) -> str:
    """Return an update of data (``graphs_of_data``) that inserts what the given one deletes as well.

    Its effect on an empty store is every triple that the given one can add or remove.
    """
    deleting = [t.start for t in tokens(text) if t.depth == 0 and t.text.lower() == "delete"]
    ends = [*deleting, len(text)]
    starts = [0, *(start + len("delete") for start in deleting)]
    return "INSERT".join(text[start:end] for start, end in zip(starts, ends, strict=True))
