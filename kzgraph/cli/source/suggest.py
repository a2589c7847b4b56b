"""``kzgraph source suggest``: completing names."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kzgraph.cli.options import RootOption
from kzgraph.cli.source.arguments import root_of
from kzgraph.errors import NotFoundError

if TYPE_CHECKING:
    from kzgraph.authoring.suggesting import Suggested


class Kind(StrEnum):
    """What may be suggested."""

    entity = "entity"
    property = "property"
    concept = "concept"


def suggest_names(
    text: Annotated[str, typer.Argument(help="A name, or its beginning, in any language.")],
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="Only these; all kinds when left out.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10, help="How many at most.")] = 10,
    root: RootOption = None,
) -> None:
    """Complete a name: print how to write it in a claim, what it is called, and what it is.

    Of a property its domain and range are printed. Names are read from the files, built or not.
    """
    from kzgraph.authoring.suggesting import suggest  # noqa: PLC0415  # brings rdflib

    found = suggest(root_of(root), text, kind.value if kind else None, limit=limit)
    if not found:
        raise NotFoundError(kind.value if kind else "name", text)
    width = max(len(one.curie) for one in found)
    for one in found:
        typer.echo(f"{one.curie:<{width}}  {_about(one)}")


def _about(one: "Suggested") -> str:
    name = one.label if one.name == one.label else f"{one.label} ({one.name})"
    if one.kind == "property":
        takes, gives = (" | ".join(terms) or "anything" for terms in (one.domain, one.range))
        return f"{name}: {takes} -> {gives}"
    return f"{name}: {', '.join(one.classes)}"
