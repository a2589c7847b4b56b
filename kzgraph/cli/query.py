"""``kzgraph query``: any SPARQL query over a release, under the limits of the service."""

import json
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.engine import Engine, EngineLimits
from kzgraph.errors import BadRequestError, StoreError
from kzgraph.identifiers import compact
from kzgraph.release import Release
from kzgraph.settings import load_settings
from kzgraph.sparql import Formats, Limits, guard
from kzgraph.statements import View, coverage_of

_JSON = "application/sparql-results+json"


class Output(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    tsv = "tsv"
    xml = "xml"


_FORMATS = {
    Output.table: Formats(_JSON, "text/turtle"),
    Output.csv: Formats("text/csv", "application/n-triples"),
    Output.json: Formats(_JSON, "application/ld+json"),
    Output.tsv: Formats("text/tab-separated-values", "application/n-triples"),
    Output.xml: Formats("application/sparql-results+xml", "application/rdf+xml"),
}


def run_query(
    query: Annotated[str, typer.Argument(help="A query, a file of one, or - for standard input.")],
    output: Annotated[Output, typer.Option("--format", "-f", help="How to print.")] = Output.table,
    at: AtOption = "current",
    home: HomeOption = None,
    deadline: Annotated[
        float | None, typer.Option(help="Seconds it may take [default: 10].")
    ] = None,
) -> None:
    """Run a SPARQL query over a release. Triples are printed as Turtle unless a format fits them."""
    settings = load_settings(home=home, deadline=deadline, query_workers=1)
    text = _text(query)
    guard(text, Limits.of(settings))
    release = open_release(home, at)
    with Engine(EngineLimits.of(settings)) as engine:
        answer = engine.answer_sync(release.store_path, text, _FORMATS[output])
    if output is Output.table and answer.media_type == _JSON:
        _print_table(json.loads(answer.body), release)
    else:
        sys.stdout.buffer.write(answer.body)
    if answer.truncated:
        typer.echo(f"The answer was cut at its bound, {answer.truncated}.", err=True)


def _text(query: str) -> str:
    """Return the query: words with a brace or a space are a query, others name a file."""
    if query == "-":
        return sys.stdin.read()
    if "{" in query:
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise BadRequestError(f"{query!r} is no query, and no file to read: {exc}") from exc


def _print_table(answer: dict[str, Any], release: Release) -> None:
    if answer.get("boolean"):
        typer.echo("yes")
        return
    if "boolean" in answer:
        typer.echo("no")
    else:
        _print_rows(answer)
    _print_coverage(release)


def _print_coverage(release: Release) -> None:
    """Print on which documents a count or a no rests, where the data come from documents."""
    # A release of an older layout is still queried, and cannot tell.
    with suppress(StoreError), release.open_statements() as index:
        coverage = coverage_of(index, View())
        if coverage.documents:
            typer.echo(coverage)


def _print_rows(answer: dict[str, Any]) -> None:
    names, rows = answer["head"]["vars"], answer["results"]["bindings"]
    table = Table(*names)
    for row in rows:
        table.add_row(*(_shown(row.get(name)) for name in names))
    Console().print(table)
    typer.echo(f"{len(rows)} rows")


def _shown(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return compact(term["value"]) if term["type"] == "uri" else term["value"]
