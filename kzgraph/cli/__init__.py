"""The command line. Each file holds the commands of one concern; ``main`` turns errors into exits."""

import sys
from typing import Annotated

import typer

from kzgraph import __version__
from kzgraph.cli import (
    build,
    conflicts,
    format_files,
    link,
    query,
    release,
    serve,
    show,
    source,
    token,
)
from kzgraph.cli.exits import exit_code, explain
from kzgraph.errors import KzgraphError

app = typer.Typer(
    name="kzgraph",
    help="A knowledge graph of Kazakhstan and France in which every fact says why it is believed.",
    epilog=explain(),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("build")(build.build_release)
app.command("validate")(build.validate_release)
app.command("query")(query.run_query)
app.command("show")(show.show_entity)
app.command("conflicts")(conflicts.conflicts)
app.command("stats")(conflicts.show_stats)
app.add_typer(source.app, name="source")
app.add_typer(release.app, name="release")
app.add_typer(link.app, name="link")
app.add_typer(token.app, name="token")
app.command("serve")(serve.serve)
app.command("format")(format_files.format_files)


@app.command("version")
def version(
    short: Annotated[bool, typer.Option("--short", help="Print the number alone.")] = False,
) -> None:
    """Print the version of kzgraph."""
    typer.echo(__version__ if short else f"kzgraph {__version__}")


def main() -> None:
    """Run the command line; an error of ours is printed on stderr without a traceback."""
    try:
        app()
    except KzgraphError as exc:
        typer.echo(f"kzgraph: {exc}", err=True)
        sys.exit(exit_code(exc))
