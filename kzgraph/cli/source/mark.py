"""``kzgraph source mark``: what stands in a text, and where."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzgraph.cli.options import HomeOption, RootOption
from kzgraph.cli.source.arguments import SourceArgument, home_of, root_of

if TYPE_CHECKING:
    from kzgraph.assistance.marks import Marked
    from kzgraph.authoring.working import Working

TextArgument = Annotated[
    Path | None, typer.Argument(help="Its text in UTF-8; the attached one when left out.")
]


def mark_document(
    source: SourceArgument,
    file: TextArgument = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Mark known names, dates, amounts, quantities and quotations of a French text by position.

    Positions count code points of the NFC text. Needs kzgraph[nlp].
    """
    from kzgraph.assistance.shown import mark_line, mark_record  # noqa: PLC0415  # as below

    _, marked = read_marked(source, file, root, home)
    for mark in marked.marks:
        record = json.dumps(mark_record(mark), ensure_ascii=False) if as_json else None
        typer.echo(record or mark_line(marked, mark))


def read_marked(
    source: str, file: Path | None, root: Path | None, home: Path | None
) -> tuple["Working", "Marked"]:
    """Return a document's files and its text with marks."""
    from kzgraph.assistance.reading import dateline, mark_text, text_to_read  # noqa: PLC0415
    from kzgraph.authoring.working import Working  # noqa: PLC0415  # both bring rdflib

    working = Working.open(root_of(root), source)
    text = text_to_read(working, home_of(home), file)
    return working, mark_text(text, working.lexicon, dateline(working))
