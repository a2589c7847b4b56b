"""``kzgraph source list`` and ``kzgraph source show``."""

from collections.abc import Iterator

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.cli.source.arguments import SourceArgument
from kzgraph.model import Part, SourceSummary
from kzgraph.read.claims import ClaimFilter, get_claim, list_claims
from kzgraph.read.graph import Graph
from kzgraph.read.sources import EVERY_CLAIM, all_sources, get_source

_PART = 200


def list_documents(at: AtOption = "current", home: HomeOption = None) -> None:
    """List the documents that claims come from."""
    table = Table("id", "date", "kind", "publisher", "claims", "title")
    for found in all_sources(open_release(home, at).open_graph()):
        row = (found.id, found.issued or "", found.kind, _publishers(found), str(found.claims))
        table.add_row(*row, found.title)
    Console().print(table)


def show_document(
    source: SourceArgument, at: AtOption = "current", home: HomeOption = None
) -> None:
    """Show one document, and every claim that it makes."""
    graph = open_release(home, at).open_graph()
    found = get_source(graph, source)
    about = found.source
    date = f"{about.issued or 'no date'} ({about.date_basis})"
    typer.echo(f"{about.title}\n{_publishers(about)}, {date}")
    cited = [claim_id for sentence in found.sentences for claim_id in sentence.claims]
    for claim_id in dict.fromkeys([*cited, *_claims(graph, source)]):
        typer.echo(f"{claim_id}  {_statement(graph, claim_id)}")


def _claims(graph: Graph, source: str) -> Iterator[str]:
    """Yield every claim of a document: those that cite it as a whole stand in no sentence."""
    cursor = None
    while True:
        part = Part(_PART, cursor)
        page = list_claims(graph, ClaimFilter(source=source, rank="all"), EVERY_CLAIM, part)
        yield from (claim.id for claim in page.items)
        cursor = page.next
        if cursor is None:
            return


def _publishers(source: SourceSummary) -> str:
    return ", ".join(publisher.text for publisher in source.publishers)


def _statement(graph: Graph, claim_id: str) -> str:
    claim = get_claim(graph, claim_id)
    speakers = ", ".join(speaker.text for speaker in claim.speakers)
    return f"[{claim.modality}; {speakers}] {claim.paraphrase['en']}"
