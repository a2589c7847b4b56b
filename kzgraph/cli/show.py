"""``kzgraph show``: one entity with its facts and their reasons."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.entities import get_entity
from kzgraph.errors import NotFoundError
from kzgraph.model import Entity, Fact
from kzgraph.release import Release
from kzgraph.search import search
from kzgraph.store import Store


def show_entity(
    entity: Annotated[str, typer.Argument(help="An id such as state/kaz, or a name.")],
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Show an entity: names, facts with the claims behind them, and what is only planned or said."""
    release = open_release(home, at)
    _print(_find(release.open_store(), release, entity))


def _find(store: Store, release: Release, name: str) -> Entity:
    kind, slash, slug = name.partition("/")
    if slash:
        return get_entity(store, kind, slug)
    with release.open_names() as names:
        hits = search(store, names, name, limit=1)
    if not hits:
        raise NotFoundError("entity", name)
    return get_entity(store, *hits[0].entity.id.split("/"))


def _print(entity: Entity) -> None:
    console = Console()
    kinds = ", ".join(value.text for value in entity.types)
    console.print(f"[bold]{entity.names['en']}[/bold]  {entity.id}  ({kinds})", highlight=False)
    for language, name in sorted(entity.names.items()):
        others = "; ".join(entity.other_names.get(language, ()))
        console.print(f"  {language}: {name}" + (f" ({others})" if others else ""), highlight=False)
    for name, values in entity.attributes.items():
        console.print(f"  {name}: {', '.join(value.text for value in values)}", highlight=False)
    console.print(_facts("Facts", entity.facts))
    console.print(_facts("Facts that point here", entity.incoming))
    if entity.unasserted:
        console.print(_unasserted(entity))


def _facts(title: str, facts: tuple[Fact, ...]) -> Table:
    table = Table("subject", "property", "object", title=title, title_justify="left")
    table.add_column("claims", overflow="fold")
    table.add_column("documents")
    for fact in facts:
        claims = " ".join(fact.claims)
        table.add_row(
            fact.subject.text,
            fact.predicate.text,
            fact.object.text,
            claims,
            str(fact.corroboration),
        )
    return table


def _unasserted(entity: Entity) -> Table:
    title = "Said, but no fact (planned, proposed, opinion ...)"
    table = Table("modality", "who", "what", "claim", title=title, title_justify="left")
    for saying in entity.unasserted:
        speakers = ", ".join(speaker.text for speaker in saying.speakers)
        table.add_row(saying.modality, speakers, saying.paraphrase, saying.claim)
    return table
