"""The command line. Each file holds the commands of one concern; ``main`` turns errors into exits.

Only the file that the first argument asks for is imported: all of them together bring whatever serves,
searches and links, which takes longer than a small change takes to build.
"""

import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Final

import typer

from kzgraph import __version__
from kzgraph.cli.exits import exit_code, explain
from kzgraph.errors import KzgraphError

_COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "build": ("build", "build_release"),
    "validate": ("build", "validate_release"),
    "query": ("query", "run_query"),
    "show": ("show", "show_entity"),
    "conflicts": ("conflicts", "conflicts"),
    "stats": ("conflicts", "show_stats"),
    "source": ("source", "app"),
    "release": ("release", "app"),
    "link": ("link", "app"),
    "token": ("token", "app"),
    "serve": ("serve", "serve"),
    "format": ("format_files", "format_files"),
}
"""Each command or group of commands, with the file here that holds it and its name there."""


@cache
def command_line(asked: str | None = None) -> typer.Typer:
    """Return the command line with all commands, or with the asked one alone where there is such."""
    app = typer.Typer(
        name="kzgraph",
        help="A knowledge graph of Kazakhstan and France in which every fact says why it is believed.",
        epilog=explain(),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    wanted = {name: place for name, place in _COMMANDS.items() if name == asked} or _COMMANDS
    for name, (file, attribute) in wanted.items():
        found = getattr(import_module(f"{__name__}.{file}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    app.command("version")(version)
    return app


def version(
    short: Annotated[bool, typer.Option("--short", help="Print the number alone.")] = False,
) -> None:
    """Print the version of kzgraph."""
    typer.echo(__version__ if short else f"kzgraph {__version__}")


def main() -> None:
    """Run the command line; an error of ours is printed on stderr without a traceback."""
    app = command_line(next(iter(sys.argv[1:]), None))
    try:
        app()
    except KzgraphError as exc:
        typer.echo(f"kzgraph: {exc}", err=True)
        sys.exit(exit_code(exc))
