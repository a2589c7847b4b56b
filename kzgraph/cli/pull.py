"""``kzgraph release pull``: a release of another service."""

from contextlib import closing
from typing import Annotated

import typer

from kzgraph import bundle
from kzgraph.cli.options import HomeOption, before_switch
from kzgraph.release import Home
from kzgraph.settings import load_settings


def pull_command(
    address: Annotated[str, typer.Argument(metavar="URL", help="The service to pull from.")],
    release: Annotated[
        str | None, typer.Option(help="Its whole hash [default: the one that is current there].")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Bring a release over from another service, verify it by its hash, and make it current."""
    from kzgraph.release.origin import Origin  # noqa: PLC0415  # rdflib takes 0.4 s
    from kzgraph.release.pull import Into, pull  # noqa: PLC0415
    from kzgraph.release.transfers import Bounds  # noqa: PLC0415
    from kzgraph.validation.rules import Rules  # noqa: PLC0415

    settings = load_settings(home=home)
    place = Home(settings.home)
    before = before_switch(settings, place, _say)
    rules = Rules.read(bundle.root() / "shapes")
    with closing(Origin(address, Bounds(settings.mirror_max_bytes))) as origin:
        pulled = pull(Into(place, rules, before), origin, release, _say)
    typer.echo(f"release {pulled.id} is current")


def _say(step: str) -> None:
    typer.echo(step, err=True)
