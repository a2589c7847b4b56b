"""``kzgraph link accept`` and ``reject``: one judgement, without a dialogue."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kzgraph.cli.link.options import AuthorOption, RootOption, author_of, data_folder
from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import compact
from kzgraph.linking.judged import item_iri, record
from kzgraph.linking.proposals import Proposals
from kzgraph.linking.review import Decision, judgement, source_of
from kzgraph.read.lookup import entity_iri
from kzgraph.settings import load_settings
from kzgraph.values import label_of

IdArgument = Annotated[str, typer.Argument(help="A thing of ours, such as company/orano.")]
ObjectArgument = Annotated[str, typer.Argument(help="Theirs: an item such as Q232, or an IRI.")]
EvidenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence", help="A source that names the identifier beside the thing; may be repeated."
    ),
]


def accept_link(
    thing: IdArgument,
    item: ObjectArgument,
    why: Annotated[str, typer.Option("--why", help="A comment on the judgement.")] = "",
    evidence: EvidenceOption = None,
    author: AuthorOption = None,
    root: RootOption = None,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Judge that a thing of ours is an item of theirs; the next build makes the link."""
    _decide("match", thing, item, why, evidence or [], author, root, at, home)


def reject_link(
    thing: IdArgument,
    item: ObjectArgument,
    why: Annotated[str, typer.Option("--why", help="Why it is another thing; needed.")] = "",
    evidence: EvidenceOption = None,
    author: AuthorOption = None,
    root: RootOption = None,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Judge that a thing of ours is not an item of theirs, so that it is proposed no more."""
    if not why.strip():
        raise BadRequestError("Say why it is another thing: give --why.")
    _decide("no-match", thing, item, why, evidence or [], author, root, at, home)


def _decide(
    decision: Decision,
    thing: str,
    item: str,
    why: str,
    evidence: list[str],
    author: str | None,
    root: Path | None,
    at: str,
    home: Path | None,
) -> None:
    iri = item_iri(item)
    with closing(open_release(home, at).open_graph()) as graph:
        own = entity_iri(graph, compact(thing))
        label = label_of(graph.store, own)
    search = Proposals(load_settings(home=home).home).read(own)
    named = {found.object: found.label for found in search.proposals} if search else {}
    made = judgement(
        decision,
        (own, label),
        (iri, named.get(iri, "")),
        author=author_of(author),
        evidence=[*evidence, *source_of(search, iri)],
        comment=why,
    )
    table = record(data_folder(root), made)
    typer.echo(f"{decision}: {compact(own)} {iri} [{table}]")
