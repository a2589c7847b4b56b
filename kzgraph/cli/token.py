"""``kzgraph token``: write tokens."""

import json
from typing import Annotated

import typer

from kzgraph.access import new_token

app = typer.Typer(help="Make tokens that allow writing.", no_args_is_help=True)


@app.callback()
def token() -> None:
    """Make tokens that allow writing."""


@app.command("new")
def new_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Make a token. Give the token to the writer; put its hash into KZGRAPH_WRITE_TOKENS."""
    made, hashed = new_token()
    if as_json:
        typer.echo(json.dumps({"token": made, "hash": hashed}))
    else:
        typer.echo(f"token: {made}\nhash:  {hashed}")
