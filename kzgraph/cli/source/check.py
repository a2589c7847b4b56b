"""``kzgraph source check``: what is missing in one document's files, or how a release is covered."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.cli.options import HomeOption, RootOption, open_release
from kzgraph.cli.source.arguments import attached, in_files, root_of
from kzgraph.errors import BadRequestError, Problem
from kzgraph.evidence import (
    SourceEvidence,
    check_positions,
    check_text,
    passage,
    read_evidence,
    read_text,
)
from kzgraph.model import SentenceCoverage
from kzgraph.read.sources import all_sources


def check_documents(
    source: Annotated[
        str | None, typer.Argument(help="A source: its files are checked; all when left out.")
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", help="The document's text: verify each span, and show passages."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="RELEASE", help="Check a release, and not the files."),
    ] = None,
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Report every sentence by position with the claims that cite it, and what is missing.

    With SOURCE alone its files are checked as they stand, before any build; otherwise a release.
    Exit 1 when something must be mended.
    """
    if source is not None and at is None and in_files(root_of(root), source):
        problems = _check_files(root_of(root), source, text, home)
        _end(problems, 1)
        return
    graph = open_release(home, at or "current").open_graph()
    names = [source] if source else [found.id for found in all_sources(graph)]
    sources = [read_evidence(graph.store, name) for name in names]
    if text is not None:
        sources = [_text_owner(sources, text)]
    _end([problem for evidence in sources for problem in _check(evidence, text)], len(sources))


def _end(problems: Iterable[Problem], sources: int) -> None:
    found = list(problems)
    for problem in found:
        typer.echo(f"{problem}", err=True)
    typer.echo(f"{len(found)} problems in {sources} sources")
    if found:
        raise typer.Exit(FAULTS_FOUND)


def _check_files(root: Path, source: str, text: Path | None, home: Path | None) -> list[Problem]:
    from kzgraph.authoring.checking import check  # noqa: PLC0415  # brings rdflib

    held = None if text else attached(home, source)
    checked = check(root, source, held)
    words = read_text(checked.evidence, text) if text else None
    _print(checked.evidence, words)
    typer.echo(f"{checked.claims} claims")
    for warning in checked.warnings:
        typer.echo(f"warning: {warning}", err=True)
    told = check_text(checked.evidence, words) if words is not None else ()
    return [*checked.problems, *told]


def _text_owner(sources: list[SourceEvidence], path: Path) -> SourceEvidence:
    """Return the source whose text a file is: told by its digest, so that none is confused."""
    if len(sources) == 1:
        return sources[0]
    for evidence in sources:
        try:
            read_text(evidence, path)
        except BadRequestError:
            continue
        return evidence
    raise BadRequestError(f"{path} is the text of no source: no SHA-256 fits, or it is not UTF-8.")


def _check(evidence: SourceEvidence, path: Path | None) -> list[Problem]:
    words = read_text(evidence, path) if path else None
    _print(evidence, words)
    problems = list(check_positions(evidence)) if evidence.length is not None else []
    return problems + (list(check_text(evidence, words)) if words is not None else [])


def _print(evidence: SourceEvidence, words: str | None) -> None:
    typer.echo(
        f"{evidence.source}: {len(evidence.sentences)} sentences, {len(evidence.spans)} spans"
    )
    for sentence in evidence.sentences:
        typer.echo(_line(sentence))
        if words is not None:
            typer.echo(f"       {passage(words, sentence.span)}")


def _line(sentence: SentenceCoverage) -> str:
    place = f"{sentence.number:>4}  {sentence.span.start}-{sentence.span.end}"
    if sentence.claims:
        return f"{place}  {len(sentence.claims)} claims: {' '.join(sentence.claims)}"
    return f"{place}  no claim: {sentence.no_claim or 'UNEXPLAINED'}"
