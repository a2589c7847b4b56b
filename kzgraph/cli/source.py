"""``kzgraph source``: the documents, and how far claims cover them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.errors import BadRequestError, Problem
from kzgraph.evidence import (
    SourceEvidence,
    check_positions,
    check_text,
    passage,
    read_evidence,
    read_text,
)
from kzgraph.model import SentenceCoverage, SourceSummary
from kzgraph.read.claims import get_claim
from kzgraph.read.graph import Graph
from kzgraph.read.sources import all_sources, get_source

app = typer.Typer(help="List documents, and check how far claims cover them.", no_args_is_help=True)

SourceArgument = Annotated[str, typer.Argument(help="The id of a source.", show_default=False)]


@app.command("list")
def list_command(at: AtOption = "current", home: HomeOption = None) -> None:
    """List the documents that claims come from."""
    table = Table("id", "date", "kind", "publisher", "claims", "title")
    for found in all_sources(open_release(home, at).open_graph()):
        row = (found.id, found.issued or "", found.kind, _publishers(found), str(found.claims))
        table.add_row(*row, found.title)
    Console().print(table)


@app.command("show")
def show_command(source: SourceArgument, at: AtOption = "current", home: HomeOption = None) -> None:
    """Show one document, and every claim that it makes."""
    graph = open_release(home, at).open_graph()
    found = get_source(graph, source)
    about = found.source
    date = f"{about.issued or 'no date'} ({about.date_basis})"
    typer.echo(f"{about.title}\n{_publishers(about)}, {date}")
    shown: set[str] = set()
    for sentence in found.sentences:
        for claim_id in sentence.claims:
            if claim_id not in shown:
                shown.add(claim_id)
                typer.echo(f"{claim_id}  {_statement(graph, claim_id)}")


def _publishers(source: SourceSummary) -> str:
    return ", ".join(publisher.text for publisher in source.publishers)


def _statement(graph: Graph, claim_id: str) -> str:
    claim = get_claim(graph, claim_id)
    speakers = ", ".join(speaker.text for speaker in claim.speakers)
    return f"[{claim.modality}; {speakers}] {claim.paraphrase['en']}"


@app.command("check")
def check_command(
    source: Annotated[str | None, typer.Argument(help="A source; all when left out.")] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", help="The document's text: verify each span, and show passages."),
    ] = None,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Report every sentence by position with the claims that cite it; exit 1 when one has none."""
    graph = open_release(home, at).open_graph()
    names = [source] if source else [found.id for found in all_sources(graph)]
    sources = [read_evidence(graph.store, name) for name in names]
    if text is not None:
        sources = [_text_owner(sources, text)]
    problems = [problem for evidence in sources for problem in _check(evidence, text)]
    for problem in problems:
        typer.echo(f"{problem}", err=True)
    typer.echo(f"{len(problems)} problems in {len(sources)} sources")
    if problems:
        raise typer.Exit(FAULTS_FOUND)


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
    typer.echo(
        f"{evidence.source}: {len(evidence.sentences)} sentences, {len(evidence.spans)} spans"
    )
    for sentence in evidence.sentences:
        typer.echo(_line(sentence))
        if words is not None:
            typer.echo(f"       {passage(words, sentence.span)}")
    problems = list(check_positions(evidence)) if evidence.length is not None else []
    return problems + (list(check_text(evidence, words)) if words is not None else [])


def _line(sentence: SentenceCoverage) -> str:
    place = f"{sentence.number:>4}  {sentence.span.start}-{sentence.span.end}"
    if sentence.claims:
        return f"{place}  {len(sentence.claims)} claims: {' '.join(sentence.claims)}"
    return f"{place}  no claim: {sentence.no_claim or 'UNEXPLAINED'}"
