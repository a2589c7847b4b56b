"""Completing the names of entities, properties and concepts, for who writes claims by hand."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.spelling import curie
from kzgraph.errors import DataError
from kzgraph.identifiers import TERMS
from kzgraph.names import Completer, Match, Name, NameIndex, build_index
from kzgraph.release.inputs import read_inputs
from kzgraph.vocab import RDF_TYPE, SKOS

KINDS: Final = ("entity", "property", "concept")
What = Literal["entity", "property", "concept"]


@dataclass(frozen=True)
class Suggested:
    """A thing that may be meant: how to write it, what it is called, and what it is.

    ``name`` is the name that was found. ``domain`` and ``range`` are those of a property.
    """

    curie: str
    label: str
    name: str
    kind: str
    classes: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]


def suggest(
    root: Path, typed: str, kind: What | None = None, *, limit: int = 10
) -> tuple[Suggested, ...]:
    """Return what may be meant by what was typed: of each kind the likeliest first.

    At most ``limit`` of one kind, and half as many of each where all are wanted. Reads the files below
    a root, so that what was added since the last build is there. Raises ``DataError`` where one does
    not parse.
    """
    inputs = read_inputs(root, ())
    if inputs.problems:
        raise DataError(inputs.problems)
    lexicon = Lexicon.of(inputs)
    kinds = {iri: lexicon.kind(iri) for iri in lexicon.known}
    with TemporaryDirectory(prefix="kzgraph-") as folder:
        path = Path(folder) / "names.sqlite"
        build_index(path, (name for name in _names(lexicon) if kinds.get(name.iri) in KINDS))
        with NameIndex(path) as names, closing(Completer(names, {})) as completer:
            return tuple(
                _suggested(lexicon, one, match)
                for one in (KINDS if kind is None else (kind,))
                for match in completer.complete(
                    _bare(typed),
                    language="en",
                    among={iri for iri, its in kinds.items() if its == one},
                    limit=limit if kind else ceil(limit / 2),
                )
            )


def _bare(typed: str) -> str:
    """Return what was typed without the prefix of a CURIE, its hyphens as spaces."""
    return typed.rpartition(":")[2].replace("-", " ")


def _names(lexicon: Lexicon) -> Iterator[Name]:
    for label in lexicon.labels:
        kind: Literal["pref", "alt"] = "pref" if label.preferred else "alt"
        yield Name(label.iri, label.text, label.language, kind)
    for iri in lexicon.known:
        if iri.startswith(TERMS):
            yield Name(iri, iri.removeprefix(TERMS), "en", "alt")


def _suggested(lexicon: Lexicon, kind: str, match: Match) -> Suggested:
    iri = match.iri
    own = set() if kind == "property" else lexicon.values(iri, RDF_TYPE) - {SKOS + "Concept"}
    return Suggested(
        curie(iri),
        lexicon.label(iri),
        match.name,
        kind,
        _short(own),
        _short(lexicon.domains(iri)),
        _short(lexicon.ranges(iri)),
    )


def _short(iris: set[str]) -> tuple[str, ...]:
    """Return terms of ours without their prefix, others as CURIEs, sorted."""
    return tuple(sorted(curie(iri).removeprefix("kz:") for iri in iris))
