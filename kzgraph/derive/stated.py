"""All claims of a build, from sorted lines: those of one subject and property together.

What follows from claims follows from these groups one by one, so no more than one is held. A claim
is read once, in the order of the lines: all that is needed of it goes along when they are sorted.
"""

import json
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain, groupby, product
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from kzgraph.derive.claims import QUALIFIERS, SourceClaim, claim_of, problem_of
from kzgraph.errors import Problem
from kzgraph.lines import LineSorter, Said, Things
from kzgraph.rdf import term_of
from kzgraph.vocab import DCTERMS, KZ, OA, STATEMENT

_NEEDED: Final = (*STATEMENT, KZ + "modality", KZ + "rank")
_TIMES: Final = (KZ + "validAt", KZ + "validFrom", KZ + "validUntil")
_COLUMNS: Final = (
    *("claim", "subject", "predicate", "object", "modality", "rank"),
    *("at", "from", "until", "document", "issued"),
)
"""Those of ``claims_to_derive_from.rq``."""

_DOCUMENTS: Final = 16_384
"""Passages whose documents are kept at hand."""

Dated = tuple[str, str | None]
"""A document, and its date or None, as N-Triples spell them."""


def sort_claims(things: Things, sorter: LineSorter, path: Path) -> None:
    """Write the claims that facts can follow from to a file, those of one statement together.

    ``sorter`` is an empty one.
    """
    dated = lru_cache(_DOCUMENTS)(partial(_documents, things))
    for claim, said in things.of_class(KZ + "Claim"):
        documents = chain.from_iterable(map(dated, said.spelled(KZ + "evidence")))
        for line in _lines(claim, said, [*documents]):
            sorter.add(line.encode())
    with path.open("wb") as file:
        for lines in sorter.blocks():
            file.write(b"".join(lines))


def stated_claims(path: Path, problems: list[Problem]) -> Iterator[list[SourceClaim]]:
    """Yield the claims that ``sort_claims`` has written, each group sorted by IRI.

    What is wrong with those from which nothing can follow is added to the problems.
    """
    with path.open("rb") as file:
        # No tab stands in an IRI, nor in a literal: there it is written as \t, and so does JSON.
        lines = (line.decode().partition("\t") for line in file)
        for _, group in groupby(lines, key=itemgetter(0)):
            rows = sorted((json.loads(told) for *_, told in group), key=itemgetter(0))
            yield [*_claims(rows, problems)]


def _lines(claim: str, said: Said, documents: list[Dated]) -> Iterator[str]:
    """Yield what ``claims_to_derive_from.rq`` answers for a claim: a statement, a tab, and a row in JSON.

    A row has the spelled terms of its columns, and the qualifiers of the claim.
    """
    qualifiers = {prop: said.spelled(prop) for prop in QUALIFIERS if prop in said}
    needed = [said.spelled(prop) for prop in _NEEDED]
    times = [_or_none(said.spelled(prop)) for prop in _TIMES]
    for row, dated in product(product([f"<{claim}>"], *needed, *times), documents):
        yield f"{row[1]} {row[2]}\t{json.dumps([*row, *dated, qualifiers])}\n"


def _claims(rows: list[list[Any]], problems: list[Problem]) -> Iterator[SourceClaim]:
    for *values, told in rows:
        terms = (None if value is None else term_of(value) for value in values)
        row = dict(zip(_COLUMNS, terms, strict=True))
        qualifiers = {prop: frozenset(map(term_of, spelled)) for prop, spelled in told.items()}
        try:
            yield claim_of(row, qualifiers)
        except (TypeError, ValueError) as exc:
            problems.append(problem_of(row, exc))


def _documents(things: Things, evidence: str) -> list[Dated]:
    """Return the documents of a piece of evidence, each with its dates."""
    return [
        (document, issued)
        for document in _values(things, evidence, OA + "hasSource") or [evidence]
        for issued in _or_none(_values(things, document, DCTERMS + "issued"))
    ]


def _values(things: Things, thing: str, prop: str) -> list[str]:
    return things.said(thing[1:-1]).spelled(prop) if thing.startswith("<") else []


def _or_none(values: list[str]) -> list[str | None]:
    return [*values] or [None]
