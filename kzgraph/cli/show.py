"""``kzgraph show``: one entity with its facts and their reasons."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.cli.show_claim import show_claim
from kzgraph.cli.show_cycle import show_cycle
from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model import Entity, Statement
from kzgraph.read.entities import get_entity
from kzgraph.read.graph import Graph
from kzgraph.release import Home
from kzgraph.settings import load_settings
from kzgraph.statements import View, coverage_of

_CLAIM = "claim/"


def show_entity(
    entity: Annotated[
        str, typer.Argument(help="An id such as state/kaz or claim/<id>, or a name.")
    ],
    passage: Annotated[
        bool, typer.Option("--passage", help="Of a claim: the words, where you attached the text.")
    ] = False,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Show an entity: names, facts with the claims behind them, and what is only planned or said.

    Also how far an agreement or a project has come, and who holds which office.

    Of a claim (claim/<id>): what it says, who, when, and where that stands.
    """
    if passage and not entity.startswith(_CLAIM):
        raise BadRequestError("--passage shows the words of a claim; give claim/<id>.")
    graph = open_release(home, at).open_graph()
    try:
        if entity.startswith(_CLAIM):
            kept = Home(load_settings(home=home).home) if passage else None
            show_claim(graph, entity.removeprefix(_CLAIM), kept)
            return
        shown = get_entity(graph, entity if "/" in entity else _found(graph, entity))
        _print(shown)
        show_cycle(graph, shown.id, Console())
        typer.echo(coverage_of(graph.statements, View()))
    finally:
        graph.close()


def _found(graph: Graph, name: str) -> str:
    """Return the id of the entity that a name most surely means. Raises ``NotFoundError``."""
    matches = graph.names.search(name, limit=1)
    if not matches:
        raise NotFoundError("entity", name)
    return compact(matches[0].iri)


def _print(entity: Entity) -> None:
    console = Console()
    kinds = ", ".join(value.text for value in entity.types)
    console.print(f"[bold]{entity.names['en']}[/bold]  {entity.id}  ({kinds})", highlight=False)
    for language, name in sorted(entity.names.items()):
        others = "; ".join(entity.other_names.get(language, ()))
        console.print(f"  {language}: {name}" + (f" ({others})" if others else ""), highlight=False)
    for name, values in entity.attributes.items():
        console.print(f"  {name}: {', '.join(value.text for value in values)}", highlight=False)
    console.print(_facts("Facts", entity.facts, entity.totals.facts))
    console.print(_facts("Facts that point here", entity.incoming, entity.totals.incoming))
    if entity.unasserted:
        console.print(_unasserted(entity))


def _facts(title: str, facts: tuple[Statement, ...], total: int) -> Table:
    table = Table("subject", "property", "object", title=title, title_justify="left")
    table.add_column("claims", overflow="fold")
    table.add_column("documents")
    table.add_column("primary")
    for fact in facts:
        words = (fact.subject.text, fact.predicate.text, fact.object.text, " ".join(fact.claims))
        table.add_row(*words, str(fact.corroboration), str(fact.primary))
    if total > len(facts):
        table.caption = f"{len(facts)} of {total}"
    return table


def _unasserted(entity: Entity) -> Table:
    title = "Said, but no fact (planned, proposed, opinion ...)"
    table = Table("modality", "who", "what", "claim", title=title, title_justify="left")
    for saying in entity.unasserted:
        speakers = ", ".join(speaker.text for speaker in saying.speakers)
        table.add_row(saying.modality, speakers, saying.paraphrase, saying.claim)
    return table
